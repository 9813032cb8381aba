package com.tripgen.ai.planning.planner;

import java.util.Arrays;

/// What a day is worth: as a score for the party, and to the search, which also weighs what the
/// score does not know: missing sights, meals without a place, must-visits.
final class DayValue {
  /// Outweighs everything else a day can offer.
  static final double MUST_VISIT = 100_000;

  /// Outweighs any missing sight: a FOOD place is a meal first.
  static final double FREE_MEAL = 1_000;

  /// Times the square of the missing sights, so that what there is spreads evenly over the days.
  private static final double MISSING_SIGHT = 60;

  private DayValue() {}

  /// Waiting counts as far as the order of the stops forces it, with meals at their usual hours.
  /// What a party could as well spend before it leaves is free time, wherever the timetable has it.
  static double score(DayRoute route) {
    int lost = route.travel() + Timetable.compact(route).waiting();
    return visits(route) - route.day().terms().travelCost() * lost;
  }

  private static double visits(DayRoute route) {
    DayModel day = route.day();
    double[] worth = fresh(day);
    double sum = 0;
    for (int i = 0; i < route.size(); i++) {
      int code = route.code(i);
      if (!StopCode.isFreeMeal(code)) {
        int node = StopCode.node(code);
        int category = day.network().category(node);
        sum += day.value(node) * worth[category];
        worth[category] *= day.terms().repetition();
      }
    }
    return sum;
  }

  static double objective(DayRoute route) {
    DayModel day = route.day();
    double value = score(route);
    for (int i = 0; i < route.size(); i++) {
      int code = route.code(i);
      if (!StopCode.isFreeMeal(code) && day.network().isMustVisit(StopCode.node(code))) {
        value += MUST_VISIT;
      }
    }
    int missing = Math.max(0, day.pace().leastSights() - route.sights());
    return value
        + day.terms().sightBonus() * route.sights()
        - MISSING_SIGHT * missing * missing
        - FREE_MEAL * route.freeMeals();
  }

  /// What a stop would add to the objective, but for travel and waiting.
  ///
  /// @param worth see [#worth]
  static double gain(DayRoute route, int stop, double[] worth) {
    DayModel day = route.day();
    int node = StopCode.node(stop);
    double gain = day.value(node) * worth[day.network().category(node)];
    if (day.network().isMustVisit(node)) {
      gain += MUST_VISIT;
    }
    if (!StopCode.isSight(stop)) {
      return gain + FREE_MEAL;
    }
    int missing = Math.max(0, day.pace().leastSights() - route.sights());
    return gain + day.terms().sightBonus() + (missing == 0 ? 0 : MISSING_SIGHT * (2 * missing - 1));
  }

  /// By category, the share of its value that one more stop would have after those of the route.
  static double[] worth(DayRoute route) {
    DayModel day = route.day();
    double[] worth = fresh(day);
    for (int i = 0; i < route.size(); i++) {
      if (!StopCode.isFreeMeal(route.code(i))) {
        int category = day.network().category(StopCode.node(route.code(i)));
        worth[category] *= day.terms().repetition();
      }
    }
    return worth;
  }

  private static double[] fresh(DayModel day) {
    double[] worth = new double[day.network().categories()];
    Arrays.fill(worth, 1);
    return worth;
  }
}
