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

  private static final int NO_VERSION = -1;
  private static final double[] ONES = {1, 1, 1};

  private final DayRoute route;
  private final DayModel day;
  private final Network network;
  private final Gaps gaps;

  /// Places that may enter and are open that day.
  private final int[] places;

  /// By node: when a sight's stay can start at the earliest and at the latest, in the day's hours.
  private final int[] first;

  private final int[] last;

  /// By node: minutes of a sight's stay, and whether its starts are in one piece.
  private final int[] visit;

  private final boolean[] oneOpening;

  private final int shortestVisit;

  /// By node: the best way in, and the version of the route it was rated for.
  private final double[] rating;

  private final int[] position;
  private final int[] stop;
  private final int[] rated;

  /// The places among them that were free when last looked at.
  private final int[] open;

  private int openCount;

  /// Places to be rated for all gaps, and for the two beside the sight that came in.
  private final Nodes unknown;

  private final Nodes grown;

  /// The free place with the best way in, and the version of the route it was found for.
  private int best = -1;

  private int bestOf;
  private double[] noise = {};
  private double[] mealNoise = ONES;
  private double[] worth = {};
  private boolean relaxed;
  private int version = NO_VERSION;
  private int versionBefore = NO_VERSION;

  /// Whether a sight came in since the version before, and nothing else happened.
  private boolean grew;

  private boolean applied;
  private int appliedAt;

  private static final class Nodes {
    private final int[] list;
    private int count;

    Nodes(int most) {
      list = new int[most];
    }

    void add(int node) {
      list[count++] = node;
    }
  }

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
    visit = new int[nodes];
    oneOpening = new boolean[nodes];
    Arrays.fill(first, StartTimes.NEVER);
    for (int node : places) {
      int[] starts = day.starts(StopCode.at(StopCode.SIGHT, node));
      first[node] = starts.length == 0 ? StartTimes.NEVER : starts[0];
      last[node] = starts.length == 0 ? StartTimes.TOO_LATE : starts[starts.length - 1];
      visit[node] = network.visitMinutes(node);
      oneOpening[node] = starts.length == 2;
    }
    shortestVisit = Arrays.stream(places).map(node -> visit[node]).min().orElse(0);
    rating = new double[nodes];
    position = new int[nodes];
    stop = new int[nodes];
    rated = new int[nodes];
    Arrays.fill(rated, version);
    open = new int[places.length];
    unknown = new Nodes(places.length);
    grown = new Nodes(places.length);
  }

  private boolean isSight(int node) {
    return day.starts(StopCode.at(StopCode.SIGHT, node)).length > 0;
  }

  private boolean isMeal(int node) {
    return day.starts(StopCode.at(StopCode.LUNCH, node)).length > 0
        || day.starts(StopCode.at(StopCode.DINNER, node)).length > 0;
  }

  /// From now on places only come in, until the next begin.
  ///
  /// @param noise by index of place, factor of its rating
  /// @param mealNoise by role, factor of the rating of every place for that meal
  void begin(double[] noise, double[] mealNoise) {
    this.noise = noise;
    this.mealNoise = mealNoise;
    System.arraycopy(places, 0, open, 0, places.length);
    openCount = places.length;
    bestOf = NO_VERSION;
  }

  /// The free place with the best way in, or -1 when there is none.
  int best(Solution solution) {
    refresh();
    boolean still = best < 0 || solution.isFree(network.index(best));
    if (bestOf != version || !still) {
      best = find(solution);
      bestOf = version;
    }
    return best;
  }

  private int find(Solution solution) {
    rateOpen(solution);
    double highest = 0;
    int found = -1;
    for (int i = 0; i < openCount; i++) {
      double noisy = rating(open[i]);
      if (noisy > highest) {
        highest = noisy;
        found = open[i];
      }
    }
    return found;
  }

  private void rateOpen(Solution solution) {
    int left = 0;
    unknown.count = 0;
    grown.count = 0;
    for (int i = 0; i < openCount; i++) {
      int node = open[i];
      if (solution.isFree(network.index(node))) {
        open[left++] = node;
        if (rated[node] != version) {
          startRating(node);
        }
      }
    }
    openCount = left;
    rateSights(unknown, 0, gaps.count());
    rateSights(grown, appliedAt, appliedAt + 2);
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

  /// After a sight came in, nothing but the two gaps beside it can have become possible, and the
  /// best way in mostly still is.
  private void startRating(int node) {
    boolean known = grew && rated[node] == versionBefore;
    boolean wasPossible = rating[node] > 0;
    rated[node] = version;
    rating[node] = 0;
    if (mayBeSight(node)) {
      if (known && wasPossible && position[node] != appliedAt) {
        rateSight(node, position[node] < appliedAt ? position[node] : position[node] + 1);
      }
      (known && wasPossible == rating[node] > 0 ? grown : unknown).add(node);
    }
    if (route.freeMeals() > 0 && network.isFood(node)) {
      rateMeals(node);
    }
  }

  private boolean mayBeSight(int node) {
    return first[node] <= last[node]
        && route.sights() < day.pace().mostSights()
        && (route.sights() < day.terms().target() || network.isMustVisit(node))
        && (route.foodSights() < PlanningRules.MAX_FOOD_SIGHTS || !network.isFood(node));
  }

  /// Goes by gaps, so that what lies side by side in memory is read together.
  private void rateSights(Nodes nodes, int from, int to) {
    int[] list = nodes.list;
    int count = nodes.count;
    int[] opens = first;
    int[] closes = last;
    int[] stays = visit;
    for (int i = from; i < to && count > 0; i++) {
      if (gaps.room(i) < shortestVisit) {
        continue;
      }
      int free = gaps.free[i];
      int limit = gaps.limit[i];
      int[] ways = network.minutesFrom(gaps.before[i]);
      int[] waysOn = network.minutesFrom(gaps.after[i]);
      for (int k = 0; k < count; k++) {
        int node = list[k];
        int arrives = free + ways[node];
        int starts = Math.max(arrives, opens[node]);
        if (starts <= Math.min(closes[node], limit - stays[node] - waysOn[node])) {
          offer(node, i, ways[node], waysOn[node], starts - arrives);
        }
      }
    }
  }

  private void rateSight(int node, int i) {
    int[] ways = network.minutesFrom(node);
    int way = ways[gaps.before[i]];
    int onward = ways[gaps.after[i]];
    int arrives = gaps.free[i] + way;
    int starts = Math.max(arrives, first[node]);
    if (starts <= Math.min(last[node], gaps.limit[i] - visit[node] - onward)) {
      offer(node, i, way, onward, starts - arrives);
    }
  }

  private void offer(int node, int i, int way, int onward, int waiting) {
    int code = StopCode.at(StopCode.SIGHT, node);
    int travel = way + onward - gaps.direct[i];
    double net = DayValue.gain(route, code, worth) - day.terms().travelCost() * travel;
    double cost = cost(travel, visit[node] + waiting);
    if (net > 0
        && net * net / cost > rating[node]
        && (isSure(node, i, way, onward) || route.fits(i, code, false))) {
      take(node, code, i, net * net / cost);
    }
  }

  private boolean isSure(int node, int i, int way, int onward) {
    return relaxed
        && gaps.plain[i]
        && oneOpening[node]
        && network.isShort(way)
        && network.isShort(onward);
  }

  private void rateMeals(int node) {
    for (int i = 0; i < route.size(); i++) {
      if (StopCode.isFreeMeal(route.code(i))) {
        rateMeal(node, i);
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
    double net = DayValue.gain(route, code, worth) - day.terms().travelCost() * travel;
    double cost = cost(travel, PlanningRules.MEAL_MINUTES);
    double rated = net * net / cost * mealNoise[StopCode.role(code)];
    if (net > 0 && rated > rating[node] && route.fits(i, code, true)) {
      take(node, code, i, rated);
    }
  }

  /// @param minutes of staying and waiting
  private static double cost(int travel, int minutes) {
    return Math.max(1, FIXED_MINUTES + minutes + travel);
  }

  private void take(int node, int code, int at, double rated) {
    rating[node] = rated;
    position[node] = at;
    stop[node] = code;
  }

  /// How good the best way in for a place is with the noise, when it was last looked at.
  double rating(int node) {
    return rating[node] * noise[network.index(node)];
  }

  boolean fits(int node) {
    refresh();
    unknown.count = 0;
    startRating(node);
    rateSights(unknown, 0, gaps.count());
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
