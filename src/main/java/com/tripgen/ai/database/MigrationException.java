package com.tripgen.ai.database;

import org.jspecify.annotations.Nullable;

/// A database that can't be migrated as it is. The message is for the person who migrates.
public sealed class MigrationException extends RuntimeException permits OwnershipException {
  MigrationException(String message) {
    super(message);
  }

  MigrationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
