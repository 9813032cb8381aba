package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.PlanningRules;
import java.util.Optional;

/// What the rules make a day take whenever an unused place fits: a sight when it has few, a place
/// for a meal without one, and shelter on a bad day.
final class Demand {
  private Demand() {}

  static boolean mayBe(Trip trip, DayRoute day) {
    return isShortOfSights(trip, day)
        || day.stops().stream().anyMatch(TimedStop::isMealWithoutPlace)
        || !WeatherSafe.exposed(trip, day).isEmpty();
  }

  /// Whether some unused place of the trip fits what the day demands.
  static boolean isMet(Trip trip, DayRoute day) {
    Optional<Alternatives> known = Alternatives.of(trip, day);
    if (known.isEmpty()) {
      return false;
    }
    Alternatives alternatives = known.get();
    return (isShortOfSights(trip, day) && alternatives.oneMoreSight().isPresent())
        || day.stops().stream()
            .filter(stop -> stop.isMealWithoutPlace() && !stop.beforeChange())
            .anyMatch(stop -> alternatives.insteadOf(stop, Candidate::isFood).isPresent())
        || WeatherSafe.exposed(trip, day).stream()
            .anyMatch(stop -> WeatherSafe.shelter(trip, day, stop, alternatives).isPresent());
  }

  private static boolean isShortOfSights(Trip trip, DayRoute day) {
    return day.sights() < PlanningRules.pace(trip.weakest()).leastSights();
  }
}
