package com.tripgen.ai.models;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseUnavailableException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ledger of all replicas. While the database is away no model is asked: its budgets are not
/// known. No transaction is open while a model is asked.
public final class PostgresLedger implements ModelLedger {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresLedger.class);

  private final Database database;
  private final ModelSettings settings;

  public PostgresLedger(Database database, ModelSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  public Optional<String> answer(String key) {
    try {
      return within(mapper -> mapper.findAnswer(key));
    } catch (DatabaseUnavailableException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, String model, String answer, Duration lifetime) {
    writeIfPossible(mapper -> mapper.keepAnswer(key, model, answer, lifetime));
  }

  @Override
  public Reservation reserve(Asker asker, long tokens) {
    return within(
        mapper -> {
          LocalDate today = LocalDate.MIN;
          for (BudgetScope scope : BudgetScope.values()) {
            long limit = scope.limit(settings);
            today =
                mapper
                    .take(scope, scope.callerOf(asker), tokens, limit)
                    .orElseThrow(() -> new BudgetExceededException(scope.budget(), limit));
          }
          return new Reservation(asker, today, tokens);
        });
  }

  @Override
  public void settle(Reservation reservation, ModelCall call) {
    Asker asker = reservation.asker();
    long unused = reservation.tokens() - call.usage().tokens();
    writeIfPossible(
        mapper -> {
          for (BudgetScope scope : BudgetScope.values()) {
            mapper.giveBack(reservation.date(), scope, scope.callerOf(asker), unused);
          }
          mapper.insertCall(asker, call, call.took().toMillis());
        });
  }

  /// A database that is away for a moment is no reason to throw an answer away.
  private void writeIfPossible(Consumer<ModelMapper> work) {
    try {
      var _ =
          within(
              mapper -> {
                work.accept(mapper);
                return mapper;
              });
    } catch (DatabaseUnavailableException e) {
      LOG.warn("a call of a model was not written down: {}", e.getMessage());
    }
  }

  private <T> T within(Function<ModelMapper, T> work) {
    return database.transaction(session -> work.apply(session.getMapper(ModelMapper.class)));
  }
}
