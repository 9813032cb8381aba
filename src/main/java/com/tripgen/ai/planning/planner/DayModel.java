package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.PlanningRules.HealthPace;
import java.util.EnumMap;
import java.util.Map;

/// One day compiled to minutes and nodes: its window, its ends, and what every place of its stay is
/// worth and when it can be visited.
final class DayModel {
  private final DayFrame frame;
  private final Network network;
  private final int start;
  private final int end;
  private final Terms terms;
  private final Offer offer;
  private final Map<Meal, Meal.Side> meals;
  private final int[][] freeMealStarts;

  /// @param start node where the day begins
  DayModel(
      DayFrame frame,
      Network network,
      int start,
      int end,
      Terms terms,
      Offer offer,
      Map<Meal, Meal.Side> meals) {
    this.frame = frame;
    this.network = network;
    this.start = start;
    this.end = end;
    this.terms = terms;
    this.offer = offer;
    this.meals = meals.isEmpty() ? new EnumMap<>(Meal.class) : new EnumMap<>(meals);
    freeMealStarts = new int[StopCode.ROLES][];
    freeMealStarts[StopCode.SIGHT] = StartTimes.NONE;
    for (Meal meal : Meal.values()) {
      freeMealStarts[StopCode.role(meal)] =
          isInTheDay(meal) ? frame.startsInTheDay(meal) : StartTimes.NONE;
    }
  }

  DayFrame frame() {
    return frame;
  }

  Network network() {
    return network;
  }

  Terms terms() {
    return terms;
  }

  HealthPace pace() {
    return terms.pace();
  }

  /// Minute from which the party can leave its start point.
  int opens() {
    return frame.ready();
  }

  int closes() {
    return frame.closes();
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /// What a place is worth that day, without repetition and travel.
  double value(int node) {
    return offer.value(node);
  }

  int[] starts(int code) {
    int role = StopCode.role(code);
    return StopCode.isFreeMeal(code)
        ? freeMealStarts[role]
        : offer.starts(role, StopCode.node(code));
  }

  /// Starts of a stay with a rest right after it.
  int[] startsWithRest(int code) {
    return offer.startsWithRest(StopCode.role(code), StopCode.node(code));
  }

  int minutes(int code) {
    return StopCode.isSight(code)
        ? network.visitMinutes(StopCode.node(code))
        : PlanningRules.MEAL_MINUTES;
  }

  boolean isInTheDay(Meal meal) {
    return meals.get(meal) == Meal.Side.IN_THE_DAY;
  }

  /// Start of a meal taken before the transfer, or [StartTimes#NEVER].
  int startBeforeTransfer(Meal meal) {
    if (meals.get(meal) != Meal.Side.BEFORE_TRANSFER) {
      return StartTimes.NEVER;
    }
    int[] starts = frame.startsBeforeTransfer(meal);
    int latest = StartTimes.latest(starts, meal.preferredLast);
    return latest == StartTimes.TOO_LATE ? starts[0] : latest;
  }

  /// Minute at which the party leaves for a meal before the transfer, or [StartTimes#NEVER].
  int leavesBeforeTransfer() {
    int first = StartTimes.NEVER;
    for (Meal meal : Meal.values()) {
      first = Math.min(first, startBeforeTransfer(meal));
    }
    return first;
  }
}
