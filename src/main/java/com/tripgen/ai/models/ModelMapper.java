package com.tripgen.ai.models;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/// The rows of `ai_model_answers`, `ai_model_calls` and `ai_model_budgets`.
interface ModelMapper {
  Optional<String> findAnswer(@Param("key") String key);

  void keepAnswer(
      @Param("key") String key,
      @Param("model") String model,
      @Param("answer") String answer,
      @Param("lifetime") Duration lifetime);

  /// Takes tokens from a budget of today, in UTC.
  ///
  /// @return today; empty when that would exceed the limit
  Optional<LocalDate> take(
      @Param("scope") BudgetScope scope,
      @Param("caller") String caller,
      @Param("tokens") long tokens,
      @Param("limit") long limit);

  void giveBack(
      @Param("usedOn") LocalDate usedOn,
      @Param("scope") BudgetScope scope,
      @Param("caller") String caller,
      @Param("tokens") long tokens);

  void insertCall(
      @Param("asker") Asker asker, @Param("call") ModelCall call, @Param("millis") long millis);
}
