package com.tripgen.ai.planning.planner;

import java.util.random.RandomGenerator;

/// Takes stops out of a solution: a few consecutive ones, the nearest around one, or a whole day.
final class Ruin {
  private static final double A_SEGMENT = 0.6;
  private static final double A_NEIGHBOURHOOD = 0.9;
  private static final int LONGEST_SEGMENT = 5;
  private static final int MOST_NEIGHBOURS = 8;

  private final RandomGenerator random;

  Ruin(RandomGenerator random) {
    this.random = random;
  }

  /// Marks the days it touches; false when what is left breaks a hard rule.
  boolean apply(Solution solution, boolean[] touched) {
    int day = random.nextInt(solution.days());
    DayRoute route = solution.route(day);
    double kind = random.nextDouble();
    if (route.size() == 0 || kind >= A_NEIGHBOURHOOD) {
      takeSegment(solution, day, 0, route.size());
      touched[day] = true;
    } else if (kind < A_SEGMENT) {
      int length = 1 + random.nextInt(Math.min(LONGEST_SEGMENT, route.size()));
      takeSegment(solution, day, random.nextInt(route.size() - length + 1), length);
      touched[day] = true;
    } else {
      takeNeighbours(solution, day, touched);
    }
    for (int i = 0; i < touched.length; i++) {
      if (touched[i] && !settle(solution.route(i))) {
        return false;
      }
    }
    return true;
  }

  private static void takeSegment(Solution solution, int day, int from, int length) {
    for (int i = from + length - 1; i >= from; i--) {
      take(solution, day, i);
    }
  }

  /// A meal that loses its place is still a meal.
  private static void take(Solution solution, int day, int position) {
    int code = solution.route(day).code(position);
    if (StopCode.isSight(code)) {
      solution.remove(day, position);
    } else if (!StopCode.isFreeMeal(code)) {
      solution.replace(
          day, position, StopCode.freeMeal(StopCode.role(code), StopCode.NEAR_PREVIOUS));
    }
  }

  private void takeNeighbours(Solution solution, int day, boolean[] touched) {
    DayRoute centre = solution.route(day);
    int node = centre.at(random.nextInt(centre.size()));
    for (int count = 1 + random.nextInt(MOST_NEIGHBOURS); count > 0; count--) {
      int nearestDay = -1;
      int nearestStop = -1;
      int nearest = Integer.MAX_VALUE;
      for (int other = 0; other < solution.days(); other++) {
        DayRoute route = solution.route(other);
        if (route.day().stay() == centre.day().stay()) {
          for (int i = 0; i < route.size(); i++) {
            int code = route.code(i);
            int minutes =
                StopCode.isFreeMeal(code)
                    ? Integer.MAX_VALUE
                    : route.day().stay().minutes(node, StopCode.node(code));
            if (minutes < nearest) {
              nearest = minutes;
              nearestDay = other;
              nearestStop = i;
            }
          }
        }
      }
      if (nearestDay < 0) {
        return;
      }
      take(solution, nearestDay, nearestStop);
      touched[nearestDay] = true;
    }
  }

  /// Moves the meals without a place to where they lengthen the day least.
  private static boolean settle(DayRoute route) {
    for (int role = StopCode.LUNCH; role <= StopCode.DINNER; role++) {
      int at = find(route, role);
      if (at >= 0) {
        int before = route.code(at);
        route.remove(at);
        if (!putBest(route, role)) {
          route.insert(at, before);
        }
      }
    }
    return route.retime();
  }

  private static int find(DayRoute route, int role) {
    for (int i = 0; i < route.size(); i++) {
      if (StopCode.isFreeMeal(route.code(i)) && StopCode.role(route.code(i)) == role) {
        return i;
      }
    }
    return -1;
  }

  private static boolean putBest(DayRoute route, int role) {
    int shortest = Integer.MAX_VALUE;
    int position = -1;
    int best = 0;
    for (int i = 0; i <= route.size(); i++) {
      for (int near = StopCode.NEAR_PREVIOUS; near <= StopCode.NEAR_END; near++) {
        int code = StopCode.freeMeal(role, near);
        route.insert(i, code);
        if ((near == StopCode.NEAR_PREVIOUS || i == route.size() - 1) && route.retime()) {
          Timetable times = Timetable.compact(route);
          int minutes = times.back() - times.leaves();
          if (minutes < shortest) {
            shortest = minutes;
            position = i;
            best = code;
          }
        }
        route.remove(i);
      }
    }
    if (position >= 0) {
      route.insert(position, best);
    }
    return position >= 0;
  }
}
