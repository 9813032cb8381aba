package com.tripgen.ai.planning.planner;

import java.util.Arrays;
import java.util.List;

/// The places of one stay and the minutes between them. Nodes are the places in their order, then
/// the points where days begin or end.
final class Network {
  /// More minutes than any leg may take.
  static final int TOO_FAR = 1 << 20;

  /// The longest leg between two places, and with an end at an anchor or a must-visit.
  record LongestLegs(int betweenPlaces, int toAnchor) {
    static final LongestLegs ANY = new LongestLegs(TOO_FAR, TOO_FAR);
  }

  private final int places;
  private final int[][] minutes;
  private final boolean[] anchor;
  private final boolean[] far;
  private final LongestLegs longest;
  private final int[] index;
  private final int[] visitMinutes;
  private final int[] restRoom;
  private final int[] category;
  private final int categories;
  private final boolean[] mustVisit;
  private final boolean[] food;
  private final int[][] twins;

  /// @param minutes by nodes, the same in both directions
  /// @param anchor by node, where the party may come from afar
  Network(List<? extends Spot> spots, int[][] minutes, boolean[] anchor, LongestLegs longest) {
    this.minutes = minutes;
    this.anchor = anchor;
    this.longest = longest;
    places = spots.size();
    index = spots.stream().mapToInt(Spot::index).toArray();
    visitMinutes = spots.stream().mapToInt(Spot::minutes).toArray();
    restRoom = spots.stream().mapToInt(Spot::restRoom).toArray();
    category = spots.stream().mapToInt(Spot::category).toArray();
    categories = Arrays.stream(category).max().orElse(0) + 1;
    mustVisit = new boolean[places];
    food = new boolean[places];
    twins = new int[places][];
    far = anchor.clone();
    for (int node = 0; node < places; node++) {
      Spot spot = spots.get(node);
      mustVisit[node] = spot.isMustVisit();
      food[node] = spot.isFood();
      twins[node] = spot.twins().stream().mapToInt(Integer::intValue).toArray();
      far[node] |= mustVisit[node];
    }
  }

  /// How many nodes are places.
  int places() {
    return places;
  }

  /// Of the place among all of the solution.
  int index(int node) {
    return index[node];
  }

  int[] twins(int node) {
    return twins[node];
  }

  /// Whether a leg from or to a stay at the node may take as long as one to an anchor.
  boolean isFar(int node) {
    return far[node];
  }

  /// The same of a meal without a place taken there.
  boolean isAnchor(int node) {
    return anchor[node];
  }

  /// Length of a sight's stay.
  int visitMinutes(int node) {
    return visitMinutes[node];
  }

  /// Rests that a sight's stay has room for.
  int restRoom(int node) {
    return restRoom[node];
  }

  int category(int node) {
    return category[node];
  }

  /// One more than the highest of a place.
  int categories() {
    return categories;
  }

  boolean isFood(int node) {
    return food[node];
  }

  boolean isMustVisit(int node) {
    return mustVisit[node];
  }

  int minutes(int from, int to) {
    return minutes[from][to];
  }

  /// By node.
  int[] minutesFrom(int from) {
    return minutes[from];
  }

  /// A leg of that many minutes is allowed wherever it is.
  boolean isShort(int minutes) {
    return minutes <= longest.betweenPlaces();
  }

  /// Minutes of a leg, or [#TOO_FAR] where the rules allow none.
  int leg(int from, boolean farFrom, int to, boolean farTo) {
    int leg = minutes[from][to];
    int most = farFrom || farTo ? longest.toAnchor() : longest.betweenPlaces();
    return leg <= most ? leg : TOO_FAR;
  }
}
