package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.REST_MINUTES;

import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// What can be measured of one day of a plan that breaks no rule.
///
/// @param day from 1
/// @param travel minutes of all legs inside the city, the way back among them
/// @param leastTravel with the same stops in the best order that satisfies the rules; empty for a
///   day with more than [#MOST_STOPS] stops
/// @param mealsAtPlaces those of the meals had for which a place was found
public record DayFigures(
    int day,
    int travel,
    OptionalInt leastTravel,
    int restsDue,
    int restsTaken,
    int mealsDue,
    int mealsHad,
    int mealsAtPlaces) {
  /// Of a day whose orders can all be tried.
  public static final int MOST_STOPS = 9;

  public static List<DayFigures> of(PlanningProblem problem, Plan plan) {
    Trip trip = Trip.of(problem, plan);
    return trip.days().stream().map(day -> of(trip, day)).toList();
  }

  private static DayFigures of(Trip trip, DayRoute day) {
    int travel = day.hops().stream().mapToInt(hop -> hop.leg().minutes()).sum();
    OptionalInt least =
        day.stops().size() <= MOST_STOPS
            ? OptionalInt.of(ShortestOrder.travel(trip, day, travel))
            : OptionalInt.empty();
    PlanningRules.HealthPace pace = PlanningRules.pace(trip.weakest());
    List<TimedStop> meals = day.stops().stream().filter(TimedStop::isMeal).toList();
    return new DayFigures(
        day.number(),
        travel,
        least,
        day.visitsSomething() ? pace.restsDue(day.hoursOut()) : 0,
        (int) day.rests().stream().filter(DayFigures::isTaken).count(),
        (int) Arrays.stream(Mealtime.values()).filter(meal -> meal.isDue(day.frame())).count(),
        (int) meals.stream().filter(DayFigures::isInTime).count(),
        (int) meals.stream().filter(meal -> !meal.isMealWithoutPlace()).count());
  }

  private static boolean isTaken(TimedRest rest) {
    return rest.position() != TimedRest.Position.ELSEWHERE && rest.rest().minutes() >= REST_MINUTES;
  }

  private static boolean isInTime(TimedStop meal) {
    Mealtime meant = Mealtime.meant(meal.start());
    return meal.start() >= meant.from() && meal.end() <= meant.to();
  }
}
