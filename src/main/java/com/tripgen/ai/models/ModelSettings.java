package com.tripgen.ai.models;

import java.time.Duration;
import java.util.List;

/// Which models are asked and how much they may take. None by default: nothing needs one.
///
/// @param endpoints in the order in which they are tried
/// @param deadline for everything that one job or text asks, repetitions and second models
///   included: it takes no longer than that with models than without
/// @param answersKept how long an answer is good for the same question; zero for not at all
/// @param dayTokens budget of a UTC day; 0 for none
/// @param callerTokens budget of one caller in a UTC day; 0 for none
/// @param overBudget what becomes of a question that exceeds a budget
public record ModelSettings(
    List<ModelEndpoint> endpoints,
    Duration deadline,
    Duration answersKept,
    long dayTokens,
    long callerTokens,
    OverBudget overBudget) {
  public static final Duration USUAL_DEADLINE = Duration.ofSeconds(5);
  public static final ModelSettings NONE = of(List.of());

  /// What becomes of a question that exceeds a budget.
  public enum OverBudget {
    /// It is not asked, and what is embedded does instead.
    FALL_BACK,
    /// Whoever asks is refused.
    FAIL
  }

  public ModelSettings {
    endpoints = List.copyOf(endpoints);
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("the models' deadline must be positive");
    }
  }

  public static ModelSettings of(List<ModelEndpoint> endpoints) {
    return new ModelSettings(
        endpoints, USUAL_DEADLINE, Duration.ofDays(1), 0, 0, OverBudget.FALL_BACK);
  }
}
