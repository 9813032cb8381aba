package com.tripgen.ai.planning.planner;

import java.util.random.RandomGenerator;

/// Takes stops out of a solution: a few consecutive ones of one day or two, those of an hour of all
/// days, or the nearest around one of them.
final class Ruin {
  private static final double AN_HOUR = 0.3;

  /// Of the other ruins.
  private static final double A_SEGMENT = 0.5;

  private static final double A_SECOND_DAY = 0.5;

  /// How much the distances to the neighbours are blurred.
  private static final double BLUR = 0.5;

  /// How much a ruin may take.
  ///
  /// @param share of the stops of a day, or of all days for neighbours and hours
  /// @param most stops, and never more than a day can hold
  private record Reach(double share, double most) {
    Reach towards(Reach other, double way) {
      return new Reach(share + way * (other.share - share), most + way * (other.most - most));
    }
  }

  /// Only large ruins lead out of a trap; small ones polish, and cost less.
  private static final Reach WIDE = new Reach(1, 40);

  private static final Reach NARROW = new Reach(0.3, 8);

  private final RandomGenerator random;
  private Reach reach = WIDE;

  Ruin(RandomGenerator random) {
    this.random = random;
  }

  /// Ruins begin wide and become narrow, fast at first.
  ///
  /// @param left of the search, from 1 to 0
  void narrow(double left) {
    reach = NARROW.towards(WIDE, left * left);
  }

  /// Marks the days it touches; false when what is left breaks a hard rule.
  boolean apply(Solution solution, boolean[] touched) {
    int day = random.nextInt(solution.days());
    if (solution.days() > 1 && random.nextDouble() < AN_HOUR) {
      takeHour(solution, day, touched);
    } else if (random.nextDouble() < A_SEGMENT) {
      takeSegment(solution, day, touched);
      if (solution.days() > 1 && random.nextDouble() < A_SECOND_DAY) {
        takeSegment(solution, (day + 1) % solution.days(), touched);
      }
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

  private int size(int stops, DayRoute route) {
    int most = Math.min((int) Math.round(reach.most()), route.capacity());
    return 1 + random.nextInt(Math.clamp((int) (stops * reach.share()), 1, most));
  }

  private void takeSegment(Solution solution, int day, boolean[] touched) {
    touched[day] = true;
    int stops = solution.route(day).size();
    if (stops > 0) {
      int length = size(stops, solution.route(day));
      int from = random.nextInt(stops - length + 1);
      for (int i = from + length - 1; i >= from; i--) {
        take(solution, day, i);
      }
    }
  }

  /// What is visited while a few stops of one day are: what can change days without changing its
  /// time.
  private void takeHour(Solution solution, int day, boolean[] touched) {
    touched[day] = true;
    DayRoute model = solution.route(day);
    if (model.size() == 0) {
      return;
    }
    int length = Math.clamp(size(stops(solution), model) / solution.days(), 1, model.size());
    int first = random.nextInt(model.size() - length + 1);
    int from = model.earliest(first);
    int to = model.earliest(first + length - 1);
    for (int other = 0; other < solution.days(); other++) {
      DayRoute route = solution.route(other);
      for (int i = route.size() - 1; i >= 0; i--) {
        if (route.earliest(i) >= from && route.earliest(i) <= to) {
          take(solution, other, i);
          touched[other] = true;
        }
      }
    }
  }

  private static int stops(Solution solution) {
    int stops = 0;
    for (int day = 0; day < solution.days(); day++) {
      stops += solution.route(day).size();
    }
    return stops;
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
    touched[day] = true;
    DayRoute centre = solution.route(day);
    if (centre.size() == 0) {
      return;
    }
    Network network = centre.day().network();
    int[] ways = network.minutesFrom(centre.at(random.nextInt(centre.size())));
    for (int count = size(stops(solution), centre); count > 0; count--) {
      int nearestDay = -1;
      int nearestStop = -1;
      double nearest = Double.MAX_VALUE;
      for (int other = 0; other < solution.days(); other++) {
        DayRoute route = solution.route(other);
        for (int i = 0; i < route.size() && route.day().network() == network; i++) {
          if (!StopCode.isFreeMeal(route.code(i))) {
            double near = ways[StopCode.node(route.code(i))] * (BLUR + random.nextDouble());
            if (near < nearest) {
              nearest = near;
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
