package com.tripgen.ai.models;

/// A budget of tokens is used up, and whoever asks is to be told.
public final class BudgetExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String budget;
  private final long limit;

  /// Of a budget.
  ///
  /// @param budget its name, such as `models/tokens_per_day`
  public BudgetExceededException(String budget, long limit) {
    super(
        "the budget %s of %d tokens is used up until the end of the day, UTC"
            .formatted(budget, limit));
    this.budget = budget;
    this.limit = limit;
  }

  public String budget() {
    return budget;
  }

  public long limit() {
    return limit;
  }
}
