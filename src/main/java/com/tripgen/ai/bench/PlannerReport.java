package com.tripgen.ai.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the planner bench found.
///
/// @param clock how budgets were counted
/// @param bounds every figure that has a limit
public record PlannerReport(
    String clock,
    List<Case> cases,
    List<FamilyGap> families,
    SmallDays smallDays,
    CityTrip cityTrip,
    List<Bound> bounds) {

  /// One instance with one number of tours within one budget.
  ///
  /// @param score median of the seeds
  /// @param gap how far it stays below the reference, as a share of it; 0 when it is above
  public record Case(
      String name,
      int tours,
      int budgetMs,
      double score,
      @Nullable Double reference,
      @Nullable Double gap) {}

  /// Mean and worst gap of the instances of one family with a reference.
  public record FamilyGap(String family, int budgetMs, int cases, double mean, double worst) {}

  /// Days planned by the search as shares of the same days planned by trying everything.
  public record SmallDays(int days, double mean, double least) {}

  /// A trip of five days with 200 candidates.
  ///
  /// @param ms CPU time of a plan with the planner's own budget
  /// @param gap of its score to the best of the long runs, as a share
  public record CityTrip(
      double ms, double plansPerSecond, double score, double bestOfLongRuns, double gap) {}

  /// A figure and its limit.
  ///
  /// @param unit `%` of a share, which is written as it is, or `ms`
  /// @param atMost the figure may not be higher; else it may not be lower
  public record Bound(String figure, String unit, double value, double limit, boolean atMost) {

    static Bound shareAtMost(String figure, double value, double limit) {
      return new Bound(figure, "%", value, limit, true);
    }

    static Bound shareAtLeast(String figure, double value, double limit) {
      return new Bound(figure, "%", value, limit, false);
    }

    static Bound msAtMost(String figure, double value, double limit) {
      return new Bound(figure, "ms", value, limit, true);
    }

    public boolean holds() {
      return atMost ? value <= limit : value >= limit;
    }
  }

  public boolean holds() {
    return bounds.stream().allMatch(Bound::holds);
  }
}
