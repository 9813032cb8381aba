package com.tripgen.ai.sources;

/// A source did not answer, or not in a way that can be used. The message is for the log: it has
/// neither a key nor a traveller's text.
final class SourceUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  SourceUnavailableException(String message) {
    super(message);
  }

  SourceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
