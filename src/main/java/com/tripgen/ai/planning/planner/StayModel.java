package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.TransitPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The places of one stay and the minutes between them. Nodes are the places in their order, then
/// the base, the arrival point and the departure point.
final class StayModel {
  /// More minutes than any leg may take.
  static final int TOO_FAR = 1 << 20;

  private static final List<PlaceCategory> CATEGORIES = List.of(PlaceCategory.values());

  private final Stay stay;
  private final List<Place> places;
  private final int[][] minutes;
  private final int[] visitMinutes;
  private final int[] categories;
  private final boolean[] mustVisit;
  private final boolean[] food;
  private final boolean[] anchor;
  private final boolean[] far;

  StayModel(Stay stay, List<Place> places, CityTravel travel, Pulse pulse)
      throws PlanningCancelledException {
    this.stay = stay;
    this.places = List.copyOf(places);
    int n = places.size() + 3;
    minutes = new int[n][n];
    visitMinutes = places.stream().mapToInt(Place::minutes).toArray();
    categories =
        places.stream().mapToInt(p -> CATEGORIES.indexOf(p.candidate().category())).toArray();
    mustVisit = new boolean[places.size()];
    food = new boolean[places.size()];
    for (int i = 0; i < mustVisit.length; i++) {
      mustVisit[i] = places.get(i).candidate().isMustVisit();
      food[i] = places.get(i).candidate().isFood();
    }
    anchor = new boolean[n];
    far = new boolean[n];
    for (int a = 0; a < n; a++) {
      pulse.poll();
      for (int b = 0; b < a; b++) {
        minutes[a][b] = travel.minutes(coordinates(a), coordinates(b));
        minutes[b][a] = minutes[a][b];
      }
      anchor[a] = !isPlace(a) || CityTravel.samePoint(coordinates(a), stay.base().coordinates());
      far[a] = anchor[a] || mustVisit[a];
    }
  }

  List<Place> places() {
    return places;
  }

  Place place(int node) {
    return places.get(node);
  }

  boolean isPlace(int node) {
    return node < places.size();
  }

  int base() {
    return places.size();
  }

  int arrivalPoint() {
    return places.size() + 1;
  }

  int departurePoint() {
    return places.size() + 2;
  }

  /// Whether a leg from or to a stay at the node may take as long as one to the base.
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

  /// Index of the place's category.
  int category(int node) {
    return categories[node];
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

  /// Minutes of a leg, or [#TOO_FAR] where the rules allow none.
  int leg(int from, boolean farFrom, int to, boolean farTo) {
    int leg = minutes[from][to];
    int most =
        farFrom || farTo ? PlanningRules.MAX_RIDE_TO_BASE_MINUTES : PlanningRules.MAX_RIDE_MINUTES;
    return leg <= most ? leg : TOO_FAR;
  }

  Coordinates coordinates(int node) {
    if (isPlace(node)) {
      return places.get(node).candidate().coordinates();
    }
    TransitPoint point = point(node);
    Coordinates known = point == null ? null : point.coordinates();
    return known == null ? stay.base().coordinates() : known;
  }

  String name(int node) {
    if (isPlace(node)) {
      return places.get(node).candidate().name();
    }
    TransitPoint point = point(node);
    return point == null || point.coordinates() == null ? stay.base().name() : point.name();
  }

  private @Nullable TransitPoint point(int node) {
    return node == arrivalPoint()
        ? stay.arrivalPoint()
        : node == departurePoint() ? stay.departurePoint() : null;
  }
}
