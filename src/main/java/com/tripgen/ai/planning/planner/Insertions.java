package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules;
import java.util.Arrays;
import java.util.stream.IntStream;

/// For one day, the best way in for every place of its stay, kept until the route changes.
///
/// A way in is rated by the square of what it gains over the minutes it takes, which favours many
/// good stops over a few excellent ones far away.
final class Insertions {
  /// Keeps places beside the route from looking infinitely good.
  private static final double FIXED_MINUTES = 10;

  private final DayRoute route;
  private final StayModel stay;

  /// Places that may enter and are open that day.
  private final int[] sights;

  private final int[] food;
  private final double[] gain;
  private final double[] rating;
  private final int[] position;
  private final int[] stop;
  private int version = -1;

  /// @param allowed by index of place, which places may enter
  Insertions(DayRoute route, boolean[] allowed) {
    this.route = route;
    stay = route.day().stay();
    int places = stay.places().size();
    sights = open(StopCode.SIGHT, allowed);
    food =
        IntStream.concat(
                Arrays.stream(open(StopCode.LUNCH, allowed)),
                Arrays.stream(open(StopCode.DINNER, allowed)))
            .distinct()
            .toArray();
    gain = new double[places];
    rating = new double[places];
    position = new int[places];
    stop = new int[places];
  }

  private int[] open(int role, boolean[] allowed) {
    return IntStream.range(0, stay.places().size())
        .filter(node -> allowed[stay.place(node).index()])
        .filter(node -> route.day().starts(StopCode.at(role, node)).length > 0)
        .toArray();
  }

  /// Brings the ratings up to date with the route; false when they are.
  boolean refresh() {
    if (version == route.version()) {
      return false;
    }
    version = route.version();
    Arrays.fill(rating, 0);
    int[] seen = DayValue.categories(route);
    if (route.sights() < route.day().pace().mostSights()) {
      rateSights(seen);
    }
    for (int i = 0; i < route.size() && route.freeMeals() > 0; i++) {
      if (StopCode.isFreeMeal(route.code(i))) {
        rateMeals(i, seen);
      }
    }
    return true;
  }

  private void rateSights(int[] seen) {
    boolean onlyMustVisits = route.sights() >= route.day().rules().target();
    boolean noFood = route.foodSights() >= PlanningRules.MAX_FOOD_SIGHTS;
    for (int node : sights) {
      boolean barred = (onlyMustVisits && !stay.isMustVisit(node)) || (noFood && stay.isFood(node));
      gain[node] =
          barred
              ? Double.NEGATIVE_INFINITY
              : DayValue.gain(route, StopCode.at(StopCode.SIGHT, node), seen);
    }
    for (int i = 0; i <= route.size(); i++) {
      int before = route.nodeBefore(i);
      int after = route.nodeFrom(i);
      int[] from = stay.minutesFrom(before);
      int[] to = stay.minutesFrom(after);
      int free = route.freeBefore(i);
      int limit = route.latestFrom(i);
      for (int node : sights) {
        int ways = from[node] + to[node];
        if (free + ways + stay.visitMinutes(node) <= limit) {
          int code = StopCode.at(StopCode.SIGHT, node);
          rate(node, code, i, false, stay.visitMinutes(node), ways - from[after]);
        }
      }
    }
  }

  private void rateMeals(int i, int[] seen) {
    int[] from = stay.minutesFrom(route.nodeBefore(i));
    int[] to = stay.minutesFrom(route.nodeFrom(i + 1));
    int without = from[route.at(i)] + to[route.at(i)];
    for (int node : food) {
      int code = StopCode.at(StopCode.role(route.code(i)), node);
      gain[node] = DayValue.gain(route, code, seen);
      rate(node, code, i, true, 0, from[node] + to[node] - without);
    }
  }

  private void rate(int node, int code, int at, boolean inPlace, int minutes, int travel) {
    double net = gain[node] - PlanningRules.TRAVEL_COST_PER_MINUTE * travel;
    if (net <= 0) {
      return;
    }
    double rated = net * net / Math.max(1, FIXED_MINUTES + minutes + travel);
    if (rated > rating[node] && route.fits(at, code, inPlace)) {
      rating[node] = rated;
      position[node] = at;
      stop[node] = code;
    }
  }

  /// How good the best way in for a node is; 0 when there is none.
  double rating(int node) {
    return rating[node];
  }

  boolean hasAny() {
    return Arrays.stream(rating).anyMatch(rated -> rated > 0);
  }

  int size() {
    return rating.length;
  }

  void apply(Solution solution, int day, int node) {
    if (StopCode.isSight(stop[node])) {
      solution.insert(day, position[node], stop[node]);
    } else {
      solution.replace(day, position[node], stop[node]);
    }
  }
}
