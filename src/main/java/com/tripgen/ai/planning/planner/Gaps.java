package com.tripgen.ai.planning.planner;

/// The gaps between the stops of a route, before its first and after its last included, in flat
/// arrays for the search.
final class Gaps {
  private final DayRoute route;
  private final Network network;

  /// The nodes around a gap. A meal near the stop before moves along with it, so a gap before such
  /// a meal has the next other stop after it.
  final int[] before;

  final int[] after;

  /// Minutes between the two.
  final int[] direct;

  /// When the party is free to leave the node before, and the latest it may be at the one after.
  /// Neither falls from one gap to the next.
  final int[] free;

  final int[] limit;

  /// Whether no meal moves along with what comes into the gap.
  final boolean[] plain;

  Gaps(DayRoute route) {
    this.route = route;
    network = route.day().network();
    int most = route.capacity() + 1;
    before = new int[most];
    after = new int[most];
    direct = new int[most];
    free = new int[most];
    limit = new int[most];
    plain = new boolean[most];
  }

  void look() {
    for (int i = 0; i <= route.size(); i++) {
      before[i] = route.nodeBefore(i);
      after[i] = route.nodeFrom(i);
      direct[i] = network.minutes(before[i], after[i]);
      free[i] = route.freeBefore(i);
      limit[i] = route.latestFrom(i);
      plain[i] = i == route.size() || !StopCode.isNearPrevious(route.code(i));
    }
  }

  /// Minutes that a stay in a gap has at most, however near the place.
  int room(int i) {
    return limit[i] - free[i];
  }

  int count() {
    return route.size() + 1;
  }
}
