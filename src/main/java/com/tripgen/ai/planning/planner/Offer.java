package com.tripgen.ai.planning.planner;

import java.util.Arrays;

/// What the places of a network offer on one day: what a visit is worth, without repetition and
/// travel, and when a stay can start.
final class Offer {
  private final double[] values;

  /// By role and node; without a rest right after the stay, and with one.
  private final int[][][] starts;

  private final int[][][] startsWithRest;

  Offer(int places) {
    values = new double[places];
    starts = new int[StopCode.ROLES][places][];
    startsWithRest = new int[StopCode.ROLES][places][];
    for (int role = 0; role < StopCode.ROLES; role++) {
      Arrays.fill(starts[role], StartTimes.NONE);
      Arrays.fill(startsWithRest[role], StartTimes.NONE);
    }
  }

  void setValue(int node, double value) {
    values[node] = value;
  }

  void setStarts(int role, int node, int[] without, int[] withRest) {
    starts[role][node] = without;
    startsWithRest[role][node] = withRest;
  }

  double value(int node) {
    return values[node];
  }

  int[] starts(int role, int node) {
    return starts[role][node];
  }

  int[] startsWithRest(int role, int node) {
    return startsWithRest[role][node];
  }
}
