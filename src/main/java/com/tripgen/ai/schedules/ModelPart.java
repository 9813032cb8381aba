package com.tripgen.ai.schedules;

import com.tripgen.ai.models.ModelAccount;
import com.tripgen.ai.models.ModelUse;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is stored of the part that models had in a schedule: a [ModelAccount], flat, and what the
/// answer was used for.
///
/// @param path a [ModelUse.Path]
/// @param model whose answer was used
/// @param wishes that it read in the special requests
/// @param textsLeftOut how many of its texts may not be shown
/// @param cost by the configured prices
/// @param costKnown whether there is a price for every model that used tokens
record ModelPart(
    String path,
    @Nullable String model,
    List<ModelAccount.Call> calls,
    List<String> wishes,
    int textsLeftOut,
    long inputTokens,
    long outputTokens,
    BigDecimal cost,
    boolean costKnown) {

  ModelPart {
    calls = List.copyOf(calls);
    wishes = List.copyOf(wishes);
  }

  static ModelPart of(ModelUse use, Guidance guidance) {
    ModelAccount account = ModelAccount.of(use);
    return new ModelPart(
        account.path(),
        account.model(),
        account.calls(),
        guidance.wishes(),
        guidance.textsLeftOut(),
        account.inputTokens(),
        account.outputTokens(),
        account.cost(),
        account.costKnown());
  }
}
