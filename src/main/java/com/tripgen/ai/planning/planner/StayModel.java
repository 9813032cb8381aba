package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.TransitPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the nodes of a stay's network are: the places, then the base, the arrival point and the
/// departure point.
final class StayModel {
  private static final Network.LongestLegs LONGEST_LEGS =
      new Network.LongestLegs(
          PlanningRules.MAX_RIDE_MINUTES, PlanningRules.MAX_RIDE_TO_BASE_MINUTES);

  private final Stay stay;
  private final List<Place> places;
  private final Network network;

  StayModel(Stay stay, List<Place> places, CityTravel travel, Pulse pulse)
      throws PlanningCancelledException {
    this.stay = stay;
    this.places = List.copyOf(places);
    int n = places.size() + 3;
    int[][] minutes = new int[n][n];
    boolean[] anchor = new boolean[n];
    for (int a = 0; a < n; a++) {
      pulse.poll();
      for (int b = 0; b < a; b++) {
        minutes[a][b] = travel.minutes(coordinates(a), coordinates(b));
        minutes[b][a] = minutes[a][b];
      }
      anchor[a] = !isPlace(a) || CityTravel.samePoint(coordinates(a), stay.base().coordinates());
    }
    network = new Network(places, minutes, anchor, LONGEST_LEGS);
  }

  Network network() {
    return network;
  }

  List<Place> places() {
    return places;
  }

  Place place(int node) {
    return places.get(node);
  }

  private boolean isPlace(int node) {
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
