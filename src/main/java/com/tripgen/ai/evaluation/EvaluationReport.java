package com.tripgen.ai.evaluation;

import java.util.List;

/// What an evaluation found. Rates are shares of one; the rate of nothing is 1.
///
/// @param requests how many were planned
/// @param seed with the number of a request, it makes the request again
/// @param planned requests that got a plan as they were made
/// @param infeasible requests that were refused with a relaxation that then gave a plan
/// @param deliveryRate planned requests, of all but the infeasible ones
/// @param constraints of every plan, those of relaxed requests included
/// @param microPassRate kept constraints, of all constraints of all plans
/// @param macroPassRate plans that keep every constraint, of all plans
/// @param finalPassRate requests with a plan that keeps every constraint, be it after the
///   relaxation that was named, of all requests
/// @param restRate rests taken of rests due, by health and hours out
/// @param mealRate meals had of meals due
/// @param mealsAtPlacesRate meals for which a place was found, of meals had
/// @param cities in the order of the catalogue, then the unknown; a trip counts in all its cities
/// @param health by the weakest member
/// @param failures everything to look at, in the order of the requests
public record EvaluationReport(
    int requests,
    long seed,
    int planned,
    int infeasible,
    double deliveryRate,
    List<ConstraintRate> constraints,
    double microPassRate,
    double macroPassRate,
    double finalPassRate,
    Routes routes,
    double restRate,
    double mealRate,
    double mealsAtPlacesRate,
    PlanTime planTime,
    List<Group> cities,
    List<Group> health,
    List<Failure> failures) {
  /// A day may travel this much more than the best order of its stops.
  public static final double MOST_ROUTE_RATIO = 1.10;

  /// How many plans keep a constraint.
  public record ConstraintRate(String constraint, int plans, int passed) {
    public double rate() {
      return share(passed, plans);
    }
  }

  /// Travel of days against the best order of the same stops.
  ///
  /// @param days that travel, and are small enough to try every order
  public record Routes(int days, double meanRatio, double worstRatio) {}

  /// CPU time of a plan.
  public record PlanTime(double meanMs, double p99Ms, double worstMs) {}

  /// Requests that have something in common.
  ///
  /// @param passed those that count for the final pass rate
  public record Group(String name, int requests, int passed, double meanMs) {
    public double rate() {
      return share(passed, requests);
    }
  }

  /// What went wrong with a request.
  ///
  /// @param request its number, for `--only`
  public record Failure(int request, String trip, String what) {}

  public boolean holds() {
    return failures.isEmpty();
  }

  static double share(int part, int whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }
}
