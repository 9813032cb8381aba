package com.tripgen.ai.operations;

import org.jspecify.annotations.Nullable;

/// A backup or restore that was refused or failed. The message is one sentence for the person who
/// asked, and says what to do; nothing was lost.
public final class BackupException extends RuntimeException {
  BackupException(String message) {
    super(message);
  }

  BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
