package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlanningRules;

/// What a day is worth: as a score for the party, and to the search, which also weighs what the
/// score does not know: missing sights, meals without a place, must-visits.
final class DayValue {
  /// Outweighs everything else a day can offer.
  static final double MUST_VISIT = 100_000;

  /// Outweighs any missing sight: a FOOD place is a meal first.
  static final double FREE_MEAL = 1_000;

  /// Times the square of the missing sights, so that what there is spreads evenly over the days.
  private static final double MISSING_SIGHT = 60;

  private static final double[] REPETITION = new double[32];

  static {
    for (int n = 0; n < REPETITION.length; n++) {
      REPETITION[n] = Math.pow(PlanningRules.REPETITION_FACTOR, n);
    }
  }

  private DayValue() {}

  static double score(DayRoute route, Timetable times) {
    return visits(route)
        - PlanningRules.TRAVEL_COST_PER_MINUTE * (route.travel() + times.waiting());
  }

  private static double visits(DayRoute route) {
    DayModel day = route.day();
    int[] seen = new int[PlaceCategory.values().length];
    double sum = 0;
    for (int i = 0; i < route.size(); i++) {
      int code = route.code(i);
      if (!StopCode.isFreeMeal(code)) {
        int node = StopCode.node(code);
        sum += day.value(node) * REPETITION[seen[day.stay().category(node)]++];
      }
    }
    return sum;
  }

  static double objective(DayRoute route) {
    DayModel day = route.day();
    double value = score(route, Timetable.compact(route));
    for (int i = 0; i < route.size(); i++) {
      int code = route.code(i);
      if (!StopCode.isFreeMeal(code) && day.stay().isMustVisit(StopCode.node(code))) {
        value += MUST_VISIT;
      }
    }
    int missing = Math.max(0, day.pace().leastSights() - route.sights());
    return value
        + day.rules().sightBonus() * route.sights()
        - MISSING_SIGHT * missing * missing
        - FREE_MEAL * route.freeMeals();
  }

  /// What a stop would add to the objective, but for travel and waiting.
  static double gain(DayRoute route, int stop, int[] seen) {
    DayModel day = route.day();
    int node = StopCode.node(stop);
    double gain = day.value(node) * REPETITION[seen[day.stay().category(node)]];
    if (day.stay().isMustVisit(node)) {
      gain += MUST_VISIT;
    }
    if (!StopCode.isSight(stop)) {
      return gain + FREE_MEAL;
    }
    int missing = Math.max(0, day.pace().leastSights() - route.sights());
    return gain + day.rules().sightBonus() + (missing == 0 ? 0 : MISSING_SIGHT * (2 * missing - 1));
  }

  /// How many stops of each category a day has.
  static int[] categories(DayRoute route) {
    int[] seen = new int[PlaceCategory.values().length];
    for (int i = 0; i < route.size(); i++) {
      if (!StopCode.isFreeMeal(route.code(i))) {
        seen[route.day().stay().category(StopCode.node(route.code(i)))]++;
      }
    }
    return seen;
  }
}
