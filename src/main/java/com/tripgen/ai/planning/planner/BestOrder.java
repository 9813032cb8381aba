package com.tripgen.ai.planning.planner;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds by depth-first search the order of a day's stops that is worth most of those that travel
/// little enough, where the order it has travels more than the rules of the score allow.
final class BestOrder {
  /// A day may travel this much more than the best order of its stops.
  private static final double ALLOWED = 1.10;

  private final DayModel day;
  private final Pulse pulse;
  private final DayRoute trial;
  private final int[] stops;
  private final int[] shortestLeg;
  private final int[] order;
  private final boolean[] used;
  private final int restOfAll;
  private double limit;
  private int @Nullable [] best;

  /// Whether it is known how much the shortest order travels.
  private boolean weighs;

  private double value = Double.NEGATIVE_INFINITY;

  private BestOrder(DayRoute route, Pulse pulse) {
    this.pulse = pulse;
    day = route.day();
    trial = route.copy();
    stops = route.codes();
    order = new int[stops.length];
    used = new boolean[stops.length];
    shortestLeg = new int[stops.length];
    for (int i = 0; i < stops.length; i++) {
      shortestLeg[i] = shortestLegTo(i);
    }
    restOfAll = Arrays.stream(shortestLeg).sum();
    limit = route.travel() / ALLOWED - 1e-9;
  }

  static Optional<DayRoute> muchShorter(DayRoute route, Pulse pulse)
      throws PlanningCancelledException {
    if (route.size() < 2) {
      return Optional.empty();
    }
    BestOrder search = new BestOrder(route, pulse);
    search.extend(0, route.day().start(), route.day().opens(), 0, search.restOfAll);
    if (search.best == null) {
      return Optional.empty();
    }
    search.weighs = true;
    search.limit = search.limit * ALLOWED + 1e-9;
    search.extend(0, route.day().start(), route.day().opens(), 0, search.restOfAll);
    search.trial.become(search.best, search.best.length);
    search.trial.retime();
    return Optional.of(search.trial);
  }

  private int shortestLegTo(int i) {
    if (StopCode.isNearPrevious(stops[i])) {
      return 0;
    }
    int to = place(stops[i], day.start());
    int shortest = day.network().minutes(day.start(), to);
    for (int j = 0; j < stops.length; j++) {
      if (j != i && !StopCode.isNearPrevious(stops[j])) {
        shortest = Math.min(shortest, day.network().minutes(place(stops[j], day.start()), to));
      }
    }
    return shortest;
  }

  private int place(int code, int previous) {
    if (!StopCode.isFreeMeal(code)) {
      return StopCode.node(code);
    }
    return switch (StopCode.near(code)) {
      case StopCode.NEAR_END -> day.end();
      case StopCode.NEAR_START -> day.start();
      default -> previous;
    };
  }

  /// @param rest the least travel to the stops not yet in the order
  private void extend(int depth, int at, int free, int travel, int rest)
      throws PlanningCancelledException {
    pulse.poll();
    if (travel + rest >= limit) {
      return;
    }
    if (depth == stops.length) {
      complete(travel + day.network().minutes(at, day.end()));
      return;
    }
    for (int i = 0; i < stops.length; i++) {
      if (!used[i]) {
        int to = place(stops[i], at);
        int leg = day.network().minutes(at, to);
        int start = StartTimes.earliest(day.starts(stops[i]), free + leg);
        if (start != StartTimes.NEVER) {
          used[i] = true;
          order[depth] = stops[i];
          extend(depth + 1, to, start + day.minutes(stops[i]), travel + leg, rest - shortestLeg[i]);
          used[i] = false;
        }
      }
    }
  }

  private void complete(int travel) {
    if (travel >= limit) {
      return;
    }
    trial.become(order, order.length);
    if (!trial.retime()) {
      return;
    }
    if (!weighs) {
      limit = travel;
      best = order.clone();
    } else if (DayValue.objective(trial) > value) {
      value = DayValue.objective(trial);
      best = order.clone();
    }
  }
}
