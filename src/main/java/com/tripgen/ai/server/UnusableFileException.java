package com.tripgen.ai.server;

/// A file that the server was told to use can't be used. The message is one sentence that names it,
/// and never holds its content.
public final class UnusableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
