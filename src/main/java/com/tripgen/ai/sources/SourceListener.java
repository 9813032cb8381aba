package com.tripgen.ai.sources;

import java.time.Duration;

/// Told of every call to a source beyond this process, on the thread that made it.
@FunctionalInterface
public interface SourceListener {
  SourceListener NONE = (source, answered, took) -> {};

  /// A call ended.
  ///
  /// @param source one of the few names of the APIs
  /// @param answered whether something usable came
  void called(String source, boolean answered, Duration took);
}
