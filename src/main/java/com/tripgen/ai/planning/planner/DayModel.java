package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.PlanningRules.HealthPace;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/// One day compiled to minutes and nodes: its window, its ends, and what every place of its stay is
/// worth and when it can be visited.
final class DayModel {
  private final DayFrame frame;
  private final StayModel stay;
  private final PartyRules rules;
  private final boolean bad;
  private final Map<Meal, Meal.Side> meals;
  private final int opens;
  private final int start;
  private final int end;
  private final double[] values;

  /// By role and node.
  private final int[][][] starts;

  private final int[][] freeMealStarts;

  DayModel(
      DayFrame frame, StayModel stay, PartyRules rules, boolean bad, Map<Meal, Meal.Side> meals) {
    this.frame = frame;
    this.stay = stay;
    this.rules = rules;
    this.bad = bad;
    this.meals = new EnumMap<>(meals);
    opens = frame.ready();
    start = frame.startsAtArrivalPoint() ? stay.arrivalPoint() : stay.base();
    end = frame.endsAtDeparturePoint() ? stay.departurePoint() : stay.base();
    int places = stay.places().size();
    values = new double[places];
    starts = new int[3][places][];
    freeMealStarts = new int[3][];
    freeMealStarts[StopCode.SIGHT] = StartTimes.NONE;
    for (Meal meal : Meal.values()) {
      freeMealStarts[StopCode.role(meal)] =
          isInTheDay(meal) ? frame.startsInTheDay(meal) : StartTimes.NONE;
    }
    for (int node = 0; node < places; node++) {
      compile(node);
    }
  }

  private void compile(int node) {
    Place place = stay.place(node);
    LocalDate date = frame.date();
    values[node] = rules.scores().on(place.candidate(), date.getMonth(), bad);
    starts[StopCode.SIGHT][node] =
        StartTimes.of(place.candidate().opening(), date, place.minutes());
    for (Meal meal : Meal.values()) {
      int[] free = freeMealStarts[StopCode.role(meal)];
      starts[StopCode.role(meal)][node] =
          free.length == 0 || !place.candidate().isFood()
              ? StartTimes.NONE
              : StartTimes.within(
                  StartTimes.of(place.candidate().opening(), date, PlanningRules.MEAL_MINUTES),
                  free[0],
                  free[1]);
    }
  }

  DayFrame frame() {
    return frame;
  }

  StayModel stay() {
    return stay;
  }

  PartyRules rules() {
    return rules;
  }

  HealthPace pace() {
    return rules.pace();
  }

  boolean isBad() {
    return bad;
  }

  /// Minute from which the party can leave its start point.
  int opens() {
    return opens;
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
    return values[node];
  }

  int[] starts(int code) {
    int role = StopCode.role(code);
    return StopCode.isFreeMeal(code) ? freeMealStarts[role] : starts[role][StopCode.node(code)];
  }

  /// Starts of a stay with a rest right after it.
  int[] startsWithRest(int code) {
    int[] plain = starts(code);
    Place place = stay.place(StopCode.node(code));
    int minutes = minutes(code) + PlanningRules.REST_MINUTES;
    int[] open = StartTimes.of(place.candidate().opening(), frame.date(), minutes);
    return plain.length == 0 ? plain : StartTimes.within(open, plain[0], plain[plain.length - 1]);
  }

  int minutes(int code) {
    return StopCode.isSight(code)
        ? stay.visitMinutes(StopCode.node(code))
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
