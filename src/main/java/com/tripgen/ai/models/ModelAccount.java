package com.tripgen.ai.models;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is stored of a [ModelUse] beside what the models were used for.
///
/// @param path a [ModelUse.Path]
/// @param model whose answer was used
/// @param cost by the configured prices
/// @param costKnown whether there is a price for every model that used tokens
public record ModelAccount(
    String path,
    @Nullable String model,
    List<Call> calls,
    long inputTokens,
    long outputTokens,
    BigDecimal cost,
    boolean costKnown) {

  public ModelAccount {
    calls = List.copyOf(calls);
  }

  /// One call, or why there was none.
  public record Call(
      String task, String model, String result, long inputTokens, long outputTokens) {}

  public static ModelAccount of(ModelUse use) {
    return new ModelAccount(
        use.path().name(),
        use.answeredBy().orElse(null),
        use.calls().stream()
            .map(
                call ->
                    new Call(
                        call.task(),
                        call.model(),
                        call.result().name(),
                        call.usage().inputTokens(),
                        call.usage().outputTokens()))
            .toList(),
        use.usage().inputTokens(),
        use.usage().outputTokens(),
        use.cost(),
        use.priced());
  }
}
