package com.tripgen.ai.cli;

import org.jspecify.annotations.Nullable;

/// A command can't do what it was asked to. The message is one sentence for the person who asked,
/// and says what to do about it.
final class UserError extends RuntimeException {
  UserError(String message) {
    super(message);
  }

  UserError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
