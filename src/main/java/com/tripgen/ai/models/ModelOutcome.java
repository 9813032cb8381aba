package com.tripgen.ai.models;

/// What asking the models came to.
public sealed interface ModelOutcome<T> {
  /// A valid answer.
  ///
  /// @param model that answered
  record Answered<T>(T value, String model) implements ModelOutcome<T> {}

  /// No model gave a valid answer in time.
  record Unanswered<T>() implements ModelOutcome<T> {}
}
