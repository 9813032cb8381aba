package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules;
import java.time.LocalTime;

/// The meals of a day with the minutes they may start at.
///
/// All minutes are minutes of the day. The preferred ones are those of an ordinary day without
/// haste.
enum Meal {
  LUNCH(PlanningRules.LUNCH_FROM, PlanningRules.LUNCH_TO, 11 * 60 + 30, 13 * 60),
  DINNER(PlanningRules.DINNER_FROM, PlanningRules.DINNER_TO, 17 * 60 + 30, 19 * 60);

  final int first;
  final int last;
  final int preferredFirst;
  final int preferredLast;

  Meal(LocalTime from, LocalTime to, int preferredFirst, int preferredLast) {
    this.first = minute(from);
    this.last = minute(to) - PlanningRules.MEAL_MINUTES;
    this.preferredFirst = preferredFirst;
    this.preferredLast = preferredLast;
  }

  /// Starts that leave room for the whole meal between two minutes.
  int[] starts(int from, int to) {
    int first = Math.max(this.first, from);
    int last = Math.min(this.last, to - PlanningRules.MEAL_MINUTES);
    return first <= last ? new int[] {first, last} : StartTimes.NONE;
  }

  /// Where in the day the meal is taken.
  enum Side {
    /// Not due.
    NONE,
    /// On a day of change, where the party still is before it leaves.
    BEFORE_TRANSFER,
    IN_THE_DAY
  }

  static int minute(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }
}
