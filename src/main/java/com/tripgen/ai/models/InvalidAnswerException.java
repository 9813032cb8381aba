package com.tripgen.ai.models;

/// An answer is not what was asked for. The message is the rule that it breaks, and goes back to
/// the model: it repeats nothing of the answer and nothing of a traveller.
public final class InvalidAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidAnswerException(String rule) {
    super(rule);
  }

  String rule() {
    return String.valueOf(getMessage());
  }
}
