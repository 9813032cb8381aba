package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.MAX_FOOD_SIGHTS;
import static com.tripgen.ai.planning.PlanningRules.MEAL_MINUTES;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `meals`: an hour for lunch and dinner whenever the day has one, at a FOOD place if any fits, and
/// at most one FOOD place beside them.
final class Meals {
  private Meals() {}

  static void check(Trip trip, Findings found) {
    for (DayRoute day : trip.days()) {
      for (Mealtime meal : Mealtime.values()) {
        checkNumber(day, meal, found);
      }
      Optional<Alternatives> alternatives = Alternatives.of(trip, day);
      for (TimedStop stop : day.stops()) {
        if (stop.isMeal()) {
          checkTimes(day, stop, found);
        }
        if (stop.isMealWithoutPlace()) {
          checkPoint(day, stop, found);
          alternatives.ifPresent(others -> checkNoPlaceFits(day, stop, others, found));
        }
      }
      checkFoodSights(day, found);
    }
  }

  /// Whether the day has exactly the meals that are due.
  static boolean areAsDue(DayRoute day) {
    for (Mealtime meal : Mealtime.values()) {
      if (all(day, meal).size() != (meal.isDue(day.frame()) ? 1 : 0)) {
        return false;
      }
    }
    return true;
  }

  private static List<TimedStop> all(DayRoute day, Mealtime meal) {
    return day.stops().stream()
        .filter(stop -> stop.isMeal() && Mealtime.meant(stop.start()) == meal)
        .toList();
  }

  private static void checkNumber(DayRoute day, Mealtime meal, Findings found) {
    List<TimedStop> meals = all(day, meal);
    boolean due = meal.isDue(day.frame());
    if (due && meals.isEmpty()) {
      found.day(day, Sentence.MEAL_MISSING, meal, MEAL_MINUTES, meal.span());
    }
    for (TimedStop extra : meals.subList(due ? Math.min(1, meals.size()) : 0, meals.size())) {
      if (due) {
        found.stop(day, extra, Sentence.MEAL_TOO_MANY, meal, extra.name());
      } else {
        found.stop(
            day, extra, Sentence.MEAL_NOT_DUE, meal, extra.name(), MEAL_MINUTES, meal.span());
      }
    }
  }

  private static void checkTimes(DayRoute day, TimedStop stop, Findings found) {
    Mealtime meal = Mealtime.meant(stop.start());
    if (stop.stop().minutes() != MEAL_MINUTES) {
      found.stop(
          day, stop, Sentence.MEAL_MINUTES, meal, stop.name(), stop.stop().minutes(), MEAL_MINUTES);
    }
    if (stop.start() < meal.from() || stop.end() > meal.to()) {
      found.stop(day, stop, Sentence.MEAL_TIME, meal, stop.name(), stop.span(), meal.span());
    }
  }

  private static void checkPoint(DayRoute day, TimedStop stop, Findings found) {
    if (points(day, stop).stream()
        .noneMatch(point -> KnownPlace.sameDegrees(point, stop.stop().coordinates()))) {
      found.stop(day, stop, Sentence.MEAL_POINT, Mealtime.meant(stop.start()), stop.name());
    }
  }

  private static List<Coordinates> points(DayRoute day, TimedStop stop) {
    DayFrame.Change change = day.frame().change();
    if (change != null && stop.beforeChange()) {
      return List.of(change.base());
    }
    List<Coordinates> points = new ArrayList<>();
    points.add(day.frame().start());
    points.add(day.frame().end());
    int index = day.stops().indexOf(stop);
    if (index > 0 && !day.stops().get(index - 1).beforeChange()) {
      points.add(day.stops().get(index - 1).position());
    }
    return points;
  }

  private static void checkNoPlaceFits(
      DayRoute day, TimedStop stop, Alternatives alternatives, Findings found) {
    if (stop.beforeChange()) {
      return;
    }
    alternatives
        .insteadOf(stop, Candidate::isFood)
        .ifPresent(
            food ->
                found.stop(
                    day,
                    stop,
                    Sentence.MEAL_PLACE_FITS,
                    Mealtime.meant(stop.start()),
                    stop.name(),
                    food.name(),
                    food.id()));
  }

  private static void checkFoodSights(DayRoute day, Findings found) {
    List<TimedStop> food = day.stops().stream().filter(TimedStop::isFoodSight).toList();
    for (TimedStop extra : food.subList(Math.min(MAX_FOOD_SIGHTS, food.size()), food.size())) {
      found.stop(
          day,
          extra,
          Sentence.TOO_MUCH_FOOD,
          extra.name(),
          food.indexOf(extra) + 1,
          MAX_FOOD_SIGHTS);
    }
  }
}
