package com.tripgen.ai.planning.planner;

import java.util.ArrayList;
import java.util.List;

/// The routes of all days and which places they take.
final class Solution {
  private final List<DayRoute> routes;
  private final double[] objective;

  /// By place: how often it or one of its twins is in a route.
  private final int[] taken;

  /// @param places how many there are on all days
  Solution(int places, List<DayRoute> routes) {
    this.routes = List.copyOf(routes);
    objective = new double[routes.size()];
    taken = new int[places];
    for (DayRoute route : routes) {
      for (int code : route.codes()) {
        count(route, code, 1);
      }
    }
    for (int day = 0; day < objective.length; day++) {
      objective[day] = DayValue.objective(routes.get(day));
    }
  }

  Solution copy() {
    List<DayRoute> copies = new ArrayList<>();
    for (DayRoute route : routes) {
      copies.add(route.copy());
    }
    return new Solution(taken.length, copies);
  }

  /// Takes over the days that may differ.
  void become(Solution other, boolean[] differs) {
    for (int day = 0; day < differs.length; day++) {
      if (differs[day]) {
        routes.get(day).become(other.routes.get(day));
        objective[day] = other.objective[day];
      }
    }
    System.arraycopy(other.taken, 0, taken, 0, taken.length);
  }

  int days() {
    return routes.size();
  }

  DayRoute route(int day) {
    return routes.get(day);
  }

  /// Whether neither the place nor a twin of it is in a route.
  boolean isFree(int place) {
    return taken[place] == 0;
  }

  /// Whether a place is free once another one is taken out.
  boolean isFreeWithout(Place out, Place place) {
    int others = out.index() == place.index() || out.twins().contains(place.index()) ? 1 : 0;
    return taken[place.index()] == others;
  }

  /// Puts a stop before the one at a position; the route must be retimed.
  void insert(int day, int position, int code) {
    routes.get(day).insert(position, code);
    count(routes.get(day), code, 1);
  }

  void replace(int day, int position, int code) {
    DayRoute route = routes.get(day);
    count(route, route.code(position), -1);
    route.replace(position, code);
    count(route, code, 1);
  }

  void remove(int day, int position) {
    DayRoute route = routes.get(day);
    count(route, route.code(position), -1);
    route.remove(position);
  }

  /// Exchanges a day's route for another order or other stops.
  void set(int day, DayRoute route) {
    for (int code : routes.get(day).codes()) {
      count(route, code, -1);
    }
    routes.get(day).become(route);
    for (int code : route.codes()) {
      count(route, code, 1);
    }
    reckon(day);
  }

  private void count(DayRoute route, int code, int change) {
    if (!StopCode.isFreeMeal(code)) {
      Network network = route.day().network();
      int node = StopCode.node(code);
      taken[network.index(node)] += change;
      for (int twin : network.twins(node)) {
        taken[twin] += change;
      }
    }
  }

  void reckon(int day) {
    objective[day] = DayValue.objective(routes.get(day));
  }

  double objective() {
    double sum = 0;
    for (double day : objective) {
      sum += day;
    }
    return sum;
  }

  boolean contains(int place) {
    for (DayRoute route : routes) {
      for (int i = 0; i < route.size(); i++) {
        int code = route.code(i);
        if (!StopCode.isFreeMeal(code)
            && route.day().network().index(StopCode.node(code)) == place) {
          return true;
        }
      }
    }
    return false;
  }

  /// How many places there are on all days.
  int places() {
    return taken.length;
  }
}
