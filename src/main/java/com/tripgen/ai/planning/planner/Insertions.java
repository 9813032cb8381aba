package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules;
import java.util.Arrays;
import java.util.stream.IntStream;

/// For one day, the best way in for every free place of its stay, kept until the route changes.
///
/// A way in is rated by the square of what it gains over the minutes it takes, which favours many
/// good stops over a few excellent ones far away.
final class Insertions {
  /// Keeps places beside the route from looking infinitely good.
  private static final double FIXED_MINUTES = 10;

  private final DayRoute route;
  private final DayModel day;
  private final Network network;
  private final Gaps gaps;

  /// Places that may enter and are open that day.
  private final int[] places;

  /// By node: when a sight's stay can start at the earliest and at the latest, in the day's hours.
  private final int[] first;

  private final int[] last;

  /// By node: the best way in, and the version of the route it was rated for.
  private final double[] rating;

  private final int[] position;
  private final int[] stop;
  private final int[] rated;

  private double[] worth = {};
  private boolean relaxed;
  private int version = -1;
  private int versionBefore = -1;

  /// Whether a sight came in since the version before, and nothing else happened.
  private boolean grew;

  private boolean applied;
  private int appliedAt;

  /// @param allowed by index of place, which places may enter
  Insertions(DayRoute route, boolean[] allowed) {
    this.route = route;
    day = route.day();
    network = day.network();
    gaps = new Gaps(route);
    int nodes = network.places();
    places =
        IntStream.range(0, nodes)
            .filter(node -> allowed[network.index(node)] && (isSight(node) || isMeal(node)))
            .toArray();
    first = new int[nodes];
    last = new int[nodes];
    for (int node : places) {
      int[] starts = day.starts(StopCode.at(StopCode.SIGHT, node));
      first[node] = starts.length == 0 ? StartTimes.NEVER : starts[0];
      last[node] = starts.length == 0 ? StartTimes.TOO_LATE : starts[starts.length - 1];
    }
    rating = new double[nodes];
    position = new int[nodes];
    stop = new int[nodes];
    rated = new int[nodes];
    Arrays.fill(rated, version);
  }

  private boolean isSight(int node) {
    return day.starts(StopCode.at(StopCode.SIGHT, node)).length > 0;
  }

  private boolean isMeal(int node) {
    return day.starts(StopCode.at(StopCode.LUNCH, node)).length > 0
        || day.starts(StopCode.at(StopCode.DINNER, node)).length > 0;
  }

  /// The free place with the best way in, or -1 when there is none.
  ///
  /// @param noise by index of place, factor of its rating
  int best(Solution solution, double[] noise) {
    refresh();
    double highest = 0;
    int best = -1;
    for (int node : places) {
      int index = network.index(node);
      if (solution.isFree(index)) {
        if (rated[node] != version) {
          if (grew && rated[node] == versionBefore) {
            rateAgain(node);
          } else {
            rate(node);
          }
        }
        double noisy = rating[node] * noise[index];
        if (noisy > highest) {
          highest = noisy;
          best = node;
        }
      }
    }
    return best;
  }

  private void refresh() {
    if (version != route.version()) {
      grew = applied && route.version() == version + 1;
      applied = false;
      versionBefore = version;
      version = route.version();
      gaps.look();
      worth = DayValue.worth(route);
      relaxed = route.isRelaxed();
    }
  }

  /// Rates a place after a sight came in: nothing but the two gaps beside it can have become
  /// possible, and the best way in mostly still is.
  private void rateAgain(int node) {
    int was = position[node];
    boolean wasPossible = rating[node] > 0;
    rated[node] = version;
    rating[node] = 0;
    if (!mayBeSight(node)) {
      return;
    }
    if (wasPossible) {
      if (was != appliedAt) {
        int is = was < appliedAt ? was : was + 1;
        rateSight(node, is, is + 1);
      }
      if (rating[node] == 0) {
        rateSight(node);
        return;
      }
    }
    rateSight(node, appliedAt, appliedAt + 2);
  }

  private void rate(int node) {
    rated[node] = version;
    rating[node] = 0;
    if (mayBeSight(node)) {
      rateSight(node);
    }
    for (int i = 0; route.freeMeals() > 0 && i < route.size(); i++) {
      if (network.isFood(node) && StopCode.isFreeMeal(route.code(i))) {
        rateMeal(node, i);
      }
    }
  }

  private boolean mayBeSight(int node) {
    return first[node] <= last[node]
        && route.sights() < day.pace().mostSights()
        && (route.sights() < day.terms().target() || network.isMustVisit(node))
        && (route.foodSights() < PlanningRules.MAX_FOOD_SIGHTS || !network.isFood(node));
  }

  private void rateSight(int node) {
    int from = 0;
    int enough = first[node] + network.visitMinutes(node);
    while (from < gaps.count() && gaps.limit[from] < enough) {
      from++;
    }
    rateSight(node, from, gaps.count());
  }

  private void rateSight(int node, int from, int to) {
    int code = StopCode.at(StopCode.SIGHT, node);
    double gain = DayValue.gain(route, code, worth);
    int minutes = network.visitMinutes(node);
    int[] ways = network.minutesFrom(node);
    boolean simple = relaxed && day.starts(code).length == 2;
    int earliest = first[node];
    int latest = last[node];
    int[] free = gaps.free;
    int[] before = gaps.before;
    int[] after = gaps.after;
    int[] limit = gaps.limit;
    for (int i = from; i < to && free[i] <= latest; i++) {
      int way = ways[before[i]];
      int arrives = free[i] + way;
      int starts = Math.max(arrives, earliest);
      int onward = ways[after[i]];
      if (starts <= latest && starts + minutes + onward <= limit[i]) {
        int travel = way + onward - gaps.direct[i];
        double rated = rated(gain, travel, minutes + starts - arrives);
        boolean sure = simple && gaps.plain[i] && network.isShort(way) && network.isShort(onward);
        if (rated > rating[node] && (sure || route.fits(i, code, false))) {
          take(node, code, i, rated);
        }
      }
    }
  }

  private void rateMeal(int node, int i) {
    int code = StopCode.at(StopCode.role(route.code(i)), node);
    int[] ways = network.minutesFrom(node);
    int without =
        network.minutes(gaps.before[i], route.at(i))
            + network.minutes(route.at(i), gaps.after[i + 1]);
    int travel = ways[gaps.before[i]] + ways[gaps.after[i + 1]] - without;
    double rated = rated(DayValue.gain(route, code, worth), travel, 0);
    if (rated > rating[node] && route.fits(i, code, true)) {
      take(node, code, i, rated);
    }
  }

  /// @param minutes of staying and waiting
  private double rated(double gain, int travel, int minutes) {
    double net = gain - day.terms().travelCost() * travel;
    return net <= 0 ? 0 : net * net / Math.max(1, FIXED_MINUTES + minutes + travel);
  }

  private void take(int node, int code, int at, double rated) {
    rating[node] = rated;
    position[node] = at;
    stop[node] = code;
  }

  /// How good the best way in for a place is, when it was last looked at.
  double rating(int node) {
    return rating[node];
  }

  boolean fits(int node) {
    refresh();
    rate(node);
    return rating[node] > 0;
  }

  void apply(Solution solution, int day, int node) {
    if (StopCode.isSight(stop[node])) {
      applied = this.day.pace().mostRests() == 0 && route.freeMeals() == 0;
      appliedAt = position[node];
      solution.insert(day, position[node], stop[node]);
    } else {
      solution.replace(day, position[node], stop[node]);
    }
  }
}
