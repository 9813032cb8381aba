package com.tripgen.ai.models;

import com.tripgen.ai.models.ModelCall.Result;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What the models did for one job or text.
///
/// @param calls in their order
/// @param priced whether the cost covers every call that used tokens
public record ModelUse(List<ModelCall> calls, boolean priced) {
  public static final ModelUse NONE = new ModelUse(List.of(), true);

  /// What came of asking, all in all.
  public enum Path {
    NOT_ASKED,
    ANSWERED,
    /// Answered once the first answer had been sent back.
    REPAIRED,
    CACHED,
    /// No model helped.
    FELL_BACK
  }

  public ModelUse {
    calls = List.copyOf(calls);
  }

  public Usage usage() {
    return calls.stream().map(ModelCall::usage).reduce(Usage.NONE, Usage::plus);
  }

  public BigDecimal cost() {
    return calls.stream().map(ModelCall::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// The model of the last valid answer.
  public Optional<String> answeredBy() {
    return calls.reversed().stream()
        .filter(call -> call.result() == Result.ANSWERED || call.result() == Result.CACHED)
        .map(ModelCall::model)
        .findFirst();
  }

  /// Of the last question.
  public Path path() {
    if (calls.isEmpty()) {
      return Path.NOT_ASKED;
    }
    return switch (calls.getLast().result()) {
      case CACHED -> Path.CACHED;
      case ANSWERED -> isRepaired() ? Path.REPAIRED : Path.ANSWERED;
      case INVALID,
          TRUNCATED,
          GARBLED,
          REFUSED,
          KEY_REFUSED,
          RATE_LIMITED,
          UNAVAILABLE,
          INTERRUPTED,
          SKIPPED,
          OVER_BUDGET ->
          Path.FELL_BACK;
    };
  }

  private boolean isRepaired() {
    return calls.size() > 1 && calls.get(calls.size() - 2).result() == Result.INVALID;
  }
}
