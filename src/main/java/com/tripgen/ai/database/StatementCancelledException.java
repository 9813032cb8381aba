package com.tripgen.ai.database;

import org.jspecify.annotations.Nullable;

/// The caller's deadline passed, the caller went away, or an administrator cancelled the statement:
/// nothing was committed.
public final class StatementCancelledException extends RuntimeException {
  StatementCancelledException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
