package com.tripgen.ai.jobs;

/// What a handler made rests on rows that have changed since. Thrown by [JobCompletion.Rows]:
/// nothing is stored, and the same attempt makes it again.
public final class OutdatedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutdatedException(String message) {
    super(message);
  }
}
