package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Setting;
import java.time.Month;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Brings a solution to where the proofs of a plan hold: no unused place fits where a meal has
/// none, a day has too few sights or an exposed sight could be replaced, and no day travels much
/// more than it must.
///
/// Every step changes which places are unused, so the steps repeat until none finds anything. That
/// ends: each adds a stop, or takes an exposed sight away, or shortens the travel of the same
/// stops.
final class Repair {
  private final TripModel trip;
  private final Solution solution;
  private final Pulse pulse;

  Repair(TripModel trip, Solution solution, Pulse pulse) {
    this.trip = trip;
    this.solution = solution;
    this.pulse = pulse;
  }

  void run() throws PlanningCancelledException {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int day : emptiestFirst()) {
        changed |= fillMeals(day) || addSight(day) || replaceExposed(day) || shorten(day);
      }
    }
  }

  private List<Integer> emptiestFirst() {
    return IntStream.range(0, solution.days())
        .boxed()
        .sorted(Comparator.comparingInt(day -> solution.route(day).sights()))
        .toList();
  }

  private boolean fillMeals(int day) throws PlanningCancelledException {
    DayRoute route = solution.route(day);
    Choice choice = new Choice();
    for (int i = 0; i < route.size(); i++) {
      if (StopCode.isFreeMeal(route.code(i))) {
        for (int node = 0; node < places(day).size(); node++) {
          int code = StopCode.at(StopCode.role(route.code(i)), node);
          if (route.day().starts(code).length > 0
              && solution.isFree(places(day).get(node).index())) {
            DayRoute changed = route.copy();
            changed.replace(i, code);
            choice.offer(changed);
          }
        }
      }
    }
    return choice.take(day);
  }

  private boolean addSight(int day) throws PlanningCancelledException {
    DayRoute route = solution.route(day);
    if (route.sights() >= route.day().pace().leastSights()) {
      return false;
    }
    Choice choice = new Choice();
    for (int node = 0; node < places(day).size(); node++) {
      Place place = places(day).get(node);
      int code = StopCode.at(StopCode.SIGHT, node);
      if (solution.isFree(place.index())
          && route.day().starts(code).length > 0
          && (!place.isFood() || route.foodSights() < PlanningRules.MAX_FOOD_SIGHTS)) {
        for (int i = 0; i <= route.size(); i++) {
          DayRoute changed = route.copy();
          changed.insert(i, code);
          choice.offer(changed);
        }
      }
    }
    return choice.take(day);
  }

  private boolean replaceExposed(int day) throws PlanningCancelledException {
    DayRoute route = solution.route(day);
    for (int i = 0; i < route.size(); i++) {
      if (trip.days().get(day).isExposed(route.code(i)) && replace(day, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean replace(int day, int position) throws PlanningCancelledException {
    DayRoute route = solution.route(day);
    Place exposed = trip.days().get(day).place(route.code(position));
    double enough = PlanningRules.REPLACEMENT_VALUE * dry(day, exposed) - 1e-9;
    int otherFood = route.foodSights() - (exposed.isFood() ? 1 : 0);
    Choice choice = new Choice();
    for (int node = 0; node < places(day).size(); node++) {
      Place place = places(day).get(node);
      int code = StopCode.at(StopCode.SIGHT, node);
      if (place.candidate().visit().setting() != Setting.OUTDOOR
          && solution.isFreeWithout(exposed, place)
          && route.day().starts(code).length > 0
          && dry(day, place) >= enough
          && (!place.isFood() || otherFood < PlanningRules.MAX_FOOD_SIGHTS)) {
        DayRoute changed = route.copy();
        changed.replace(position, code);
        choice.offer(changed);
      }
    }
    return choice.take(day);
  }

  private double dry(int day, Place place) {
    Month month = trip.days().get(day).frame().date().getMonth();
    return trip.rules().scores().dry(place.candidate(), month);
  }

  private boolean shorten(int day) throws PlanningCancelledException {
    Optional<DayRoute> shorter = BestOrder.muchShorter(solution.route(day), pulse);
    shorter.ifPresent(route -> solution.set(day, route));
    return shorter.isPresent();
  }

  private List<Place> places(int day) {
    return trip.days().get(day).stay().places();
  }

  /// The best possible one of several changed routes.
  private final class Choice {
    private @Nullable DayRoute best;
    private double value = Double.NEGATIVE_INFINITY;

    void offer(DayRoute changed) throws PlanningCancelledException {
      pulse.poll();
      if (isPossible(changed, 0)) {
        double offered = DayValue.objective(changed);
        if (offered > value) {
          best = changed;
          value = offered;
        }
      }
    }

    boolean take(int day) {
      if (best == null) {
        return false;
      }
      solution.set(day, best);
      return true;
    }
  }

  /// Whether the order is possible with its meals without a place as they stand, or near another
  /// point.
  private static boolean isPossible(DayRoute route, int from) {
    if (route.retime()) {
      return true;
    }
    for (int i = from; i < route.size(); i++) {
      int code = route.code(i);
      if (StopCode.isFreeMeal(code)) {
        for (int near = StopCode.NEAR_PREVIOUS; near <= StopCode.NEAR_START; near++) {
          route.replace(i, StopCode.freeMeal(StopCode.role(code), near));
          if (isPossible(route, i + 1)) {
            return true;
          }
        }
        route.replace(i, code);
      }
    }
    return false;
  }
}
