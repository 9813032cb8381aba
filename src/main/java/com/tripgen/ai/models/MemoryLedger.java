package com.tripgen.ai.models;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The ledger of a process without a database. It never forgets, and all its days are one.
public final class MemoryLedger implements ModelLedger {
  private final ModelSettings settings;
  private final Map<String, String> answers = new HashMap<>();
  private final Map<BudgetScope, Map<String, Long>> used = new EnumMap<>(BudgetScope.class);

  public MemoryLedger(ModelSettings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized Optional<String> answer(String key) {
    return Optional.ofNullable(answers.get(key));
  }

  @Override
  public synchronized void keep(String key, String model, String answer, Duration lifetime) {
    answers.put(key, answer);
  }

  @Override
  public synchronized Reservation reserve(Asker asker, long tokens) {
    for (BudgetScope scope : BudgetScope.values()) {
      long limit = scope.limit(settings);
      if (used(scope, asker) + tokens > limit) {
        throw new BudgetExceededException(scope.budget(), limit);
      }
    }
    add(asker, tokens);
    return new Reservation(asker, LocalDate.EPOCH, tokens);
  }

  @Override
  public synchronized void settle(Reservation reservation, ModelCall call) {
    add(reservation.asker(), call.usage().tokens() - reservation.tokens());
  }

  private long used(BudgetScope scope, Asker asker) {
    return used.getOrDefault(scope, Map.of()).getOrDefault(scope.callerOf(asker), 0L);
  }

  private void add(Asker asker, long tokens) {
    for (BudgetScope scope : BudgetScope.values()) {
      used.computeIfAbsent(scope, it -> new HashMap<>())
          .merge(scope.callerOf(asker), tokens, Long::sum);
    }
  }
}
