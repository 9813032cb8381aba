package com.tripgen.ai.database;

import org.jspecify.annotations.Nullable;

/// PostgreSQL can't be reached, takes no writes just now, or has no connection left for us: worth
/// trying again later. When it comes from a commit, the transaction may or may not have happened.
public final class DatabaseUnavailableException extends RuntimeException {
  DatabaseUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
