package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans a single day by trying every order of every choice of stops, to measure the search
/// against. It shares with the search what a day is worth and what it allows. Time grows with the
/// factorial of the candidates; ten take about a second.
public final class ExhaustivePlanner {
  private final DayModel day;
  private final Network network;
  private final DayRoute trial;
  private final int[] order;
  private final boolean[] used;
  private int tried;
  private DayRoute best;
  private double value;

  private ExhaustivePlanner(DayRoute bare) {
    day = bare.day();
    network = day.network();
    trial = bare.copy();
    order = new int[trial.capacity()];
    used = new boolean[network.places()];
    best = bare.copy();
    value = DayValue.objective(best);
  }

  /// Null when the day can't be planned at all.
  public static PlanOutcome.@Nullable Planned plan(PlanningProblem problem)
      throws PlanningCancelledException {
    Pulse pulse = new Pulse(PlanProgress.NONE, new SearchBudget(0, Duration.ZERO));
    Feasibility feasibility = Feasibility.of(problem, pulse);
    TripModel trip = feasibility.trip();
    if (trip.days().size() != 1) {
      throw new IllegalArgumentException("only a single day can be planned by trying everything");
    }
    if (!feasibility.isPossible()) {
      return null;
    }
    ExhaustivePlanner planner = new ExhaustivePlanner(trip.days().getFirst().bare());
    DayModel day = planner.day;
    boolean[] due = new boolean[StopCode.ROLES];
    for (Meal meal : Meal.values()) {
      due[StopCode.role(meal)] = day.isInTheDay(meal);
    }
    planner.extend(0, new Prefix(day.start(), day.opens(), 0, 0), due);
    Solution solution = new Solution(trip.places().size(), List.of(planner.best));
    new Repair(trip, solution, pulse).run();
    return Planner.write(trip, solution, planner.tried, false);
  }

  /// Where the party is after the stops so far, and since when it is free.
  private record Prefix(int at, int free, int sights, int foodSights) {}

  private void extend(int depth, Prefix prefix, boolean[] due) {
    if (!due[StopCode.LUNCH] && !due[StopCode.DINNER]) {
      offer(depth);
    }
    if (depth == order.length) {
      return;
    }
    for (int role = StopCode.LUNCH; role <= StopCode.DINNER; role++) {
      if (due[role]) {
        due[role] = false;
        tryMeals(depth, prefix, role, due);
        due[role] = true;
      }
    }
    if (prefix.sights < day.terms().target()) {
      for (int node = 0; node < used.length; node++) {
        boolean barred = network.isFood(node) && prefix.foodSights >= PlanningRules.MAX_FOOD_SIGHTS;
        if (!barred) {
          tryPlace(depth, prefix, StopCode.at(StopCode.SIGHT, node), due);
        }
      }
    }
  }

  private void tryMeals(int depth, Prefix prefix, int role, boolean[] due) {
    for (int node = 0; node < used.length; node++) {
      tryPlace(depth, prefix, StopCode.at(role, node), due);
    }
    tryStop(depth, prefix, StopCode.freeMeal(role, StopCode.NEAR_PREVIOUS), prefix.at, due);
    tryStop(depth, prefix, StopCode.freeMeal(role, StopCode.NEAR_END), day.end(), due);
    tryStop(depth, prefix, StopCode.freeMeal(role, StopCode.NEAR_START), day.start(), due);
  }

  private void tryPlace(int depth, Prefix prefix, int code, boolean[] due) {
    int node = StopCode.node(code);
    if (!used[node] && !hasTwin(node)) {
      used[node] = true;
      tryStop(depth, prefix, code, node, due);
      used[node] = false;
    }
  }

  private boolean hasTwin(int node) {
    for (int twin : network.twins(node)) {
      if (used[twin]) {
        return true;
      }
    }
    return false;
  }

  private void tryStop(int depth, Prefix prefix, int code, int node, boolean[] due) {
    int start =
        StartTimes.earliest(day.starts(code), prefix.free + network.minutes(prefix.at, node));
    if (start != StartTimes.NEVER && start <= day.closes()) {
      order[depth] = code;
      boolean sight = StopCode.isSight(code);
      boolean food = sight && network.isFood(node);
      Prefix longer =
          new Prefix(
              node,
              start + day.minutes(code),
              prefix.sights + (sight ? 1 : 0),
              prefix.foodSights + (food ? 1 : 0));
      extend(depth + 1, longer, due);
    }
  }

  private void offer(int size) {
    tried++;
    trial.become(order, size);
    if (trial.retime()) {
      double offered = DayValue.objective(trial);
      if (offered > value) {
        value = offered;
        best = trial.copy();
      }
    }
  }
}
