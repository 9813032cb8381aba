package com.tripgen.ai.database;

import org.jspecify.annotations.Nullable;

/// The embedded PostgreSQL does not start. The message is one sentence for the person who started
/// it.
public final class DatabaseStartException extends RuntimeException {
  DatabaseStartException(String message) {
    super(message);
  }

  DatabaseStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
