package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.DINNER_FROM;
import static com.tripgen.ai.planning.PlanningRules.DINNER_TO;
import static com.tripgen.ai.planning.PlanningRules.LUNCH_FROM;
import static com.tripgen.ai.planning.PlanningRules.LUNCH_TO;
import static com.tripgen.ai.planning.PlanningRules.MEAL_MINUTES;

import java.time.LocalTime;

/// Lunch and dinner, and the stretch of the day each has to lie in.
enum Mealtime {
  LUNCH(LUNCH_FROM, LUNCH_TO),
  DINNER(DINNER_FROM, DINNER_TO);

  private final int from;
  private final int to;

  Mealtime(LocalTime from, LocalTime to) {
    this.from = MinuteOfDay.of(from);
    this.to = MinuteOfDay.of(to);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  String span() {
    return MinuteOfDay.span(from, to);
  }

  /// Which meal is meant by one that begins at this minute, be it too early or too late for it.
  static Mealtime meant(int start) {
    return start < (LUNCH.to + DINNER.from) / 2 ? LUNCH : DINNER;
  }

  /// Whether there is an hour for it in the day, outside travel between cities.
  boolean isDue(DayFrame day) {
    return day.free().stream().anyMatch(span -> span.overlap(from, to) >= MEAL_MINUTES);
  }
}
