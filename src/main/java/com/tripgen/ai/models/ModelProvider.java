package com.tripgen.ai.models;

import org.jspecify.annotations.Nullable;

/// A model at its vendor. One call, no repetition.
interface ModelProvider {
  /// As metadata and metrics call it.
  String model();

  /// Asks once.
  ///
  /// @param objection to the answer before; null for the first time
  /// @throws InterruptedException at once, the call is given up then
  ModelReply ask(Question question, @Nullable Objection objection, Deadline deadline)
      throws InterruptedException;
}
