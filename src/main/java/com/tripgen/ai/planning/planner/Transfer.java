package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stay;
import java.time.LocalTime;

/// The way from one stay to the next on the day of change.
///
/// @param leaves minute of the day, negative when the party left before midnight
/// @param arrives minute of the day, past 1440 when it arrives after midnight
record Transfer(Stay from, IntercityRoute route, int leaves, int arrives) {
  static final int DAY = 24 * 60;

  static Transfer into(PlanningProblem problem, int stay) {
    Stay from = problem.stays().get(stay - 1);
    IntercityRoute route = problem.routes().get(stay - 1);
    LocalTime departure = from.departureTime();
    LocalTime arrival = problem.stays().get(stay).arrivalTime();
    if (departure != null) {
      int leaves = Meal.minute(departure);
      int minutes =
          arrival == null ? route.minutes() : Math.floorMod(Meal.minute(arrival) - leaves, DAY);
      return new Transfer(from, route, leaves, leaves + minutes);
    }
    if (arrival != null) {
      return new Transfer(
          from, route, Meal.minute(arrival) - route.minutes(), Meal.minute(arrival));
    }
    int leaves = Meal.minute(problem.hours().start());
    return new Transfer(from, route, leaves, leaves + route.minutes());
  }

  int minutes() {
    return arrives - leaves;
  }
}
