package com.tripgen.ai.models;

/// Whose tokens a budget counts; the order is the one in which its rows are locked.
enum BudgetScope {
  DAY("models/tokens_per_day"),
  CALLER("models/tokens_per_day_and_caller");

  private final String budget;

  BudgetScope(String budget) {
    this.budget = budget;
  }

  /// As refused callers are told.
  String budget() {
    return budget;
  }

  String callerOf(Asker asker) {
    return this == DAY ? "" : asker.caller();
  }

  long limit(ModelSettings settings) {
    long limit = this == DAY ? settings.dayTokens() : settings.callerTokens();
    return limit == 0 ? Long.MAX_VALUE : limit;
  }
}
