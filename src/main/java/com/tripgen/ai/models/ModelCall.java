package com.tripgen.ai.models;

import java.math.BigDecimal;
import java.time.Duration;

/// One call of a model, or why there was none.
///
/// @param task that asked, such as `guide/1`
/// @param cost in the currency of the price; 0 when no price is known
public record ModelCall(
    String task, String model, Result result, Usage usage, BigDecimal cost, Duration took) {

  /// How a call ended.
  public enum Result {
    ANSWERED,
    /// Answered, and the answer breaks a rule.
    INVALID,
    TRUNCATED,
    GARBLED,
    REFUSED,
    KEY_REFUSED,
    RATE_LIMITED,
    UNAVAILABLE,
    /// Whoever asked was stopped.
    INTERRUPTED,
    /// Not asked: a valid answer to the same question was kept.
    CACHED,
    /// Not asked: it failed too often lately, does not take our key, no time was left, or the
    /// budgets could not be read.
    SKIPPED,
    /// Not asked: a budget is used up.
    OVER_BUDGET
  }

  static Result result(ModelReply reply) {
    return switch (reply) {
      case ModelReply.Answer _ -> Result.ANSWERED;
      case ModelReply.KeyRefused _ -> Result.KEY_REFUSED;
      case ModelReply.Refused _ -> Result.REFUSED;
      case ModelReply.RateLimited _ -> Result.RATE_LIMITED;
      case ModelReply.Truncated _ -> Result.TRUNCATED;
      case ModelReply.Garbled _ -> Result.GARBLED;
      case ModelReply.Unavailable _ -> Result.UNAVAILABLE;
    };
  }
}
