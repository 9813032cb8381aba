package com.tripgen.ai.models;

/// No answer came over the wire.
final class TransportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Trouble trouble;

  enum Trouble {
    INTERRUPTED,
    TOO_LATE,
    NOT_REACHED,
    /// The answer began; it is too large, or the connection was lost.
    BROKEN_OFF
  }

  TransportException(Trouble trouble, Throwable cause) {
    super(trouble.name(), cause);
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }
}
