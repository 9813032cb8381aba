package com.tripgen.ai.models;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// What is remembered of calls, on all replicas: answers for the same question, and tokens by
/// budget.
public interface ModelLedger {
  /// Tokens that a call may use, until it is [settled][#settle].
  ///
  /// @param date of the budgets that they were taken from
  record Reservation(Asker asker, LocalDate date, long tokens) {}

  /// A valid answer that was given to the same question lately.
  Optional<String> answer(String key);

  /// Keeps a valid answer.
  void keep(String key, String model, String answer, Duration lifetime);

  /// Takes tokens from the budgets of today.
  ///
  /// @throws com.tripgen.ai.database.DatabaseUnavailableException when they cannot be read now
  /// @throws BudgetExceededException when one has not so many left
  Reservation reserve(Asker asker, long tokens);

  /// Stores the call, and gives back what it did not use.
  void settle(Reservation reservation, ModelCall call);
}
