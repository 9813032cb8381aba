package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.MAX_RIDE_MINUTES;
import static com.tripgen.ai.planning.PlanningRules.MAX_RIDE_TO_BASE_MINUTES;
import static com.tripgen.ai.planning.PlanningRules.MAX_WALK_MINUTES;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.TravelMode;
import org.jspecify.annotations.Nullable;

/// One leg of a plan between the points it really joins.
///
/// @param placeId of the stop it leads to
/// @param free when the party can leave at the earliest, by what comes before
record Hop(
    Point from, Point to, @Nullable String placeId, Leg leg, int leaves, int free, Reach reach) {

  /// An end of it.
  sealed interface Point {
    Coordinates point();
  }

  /// Of the day.
  record Start(Coordinates point) implements Point {}

  /// Of the day.
  record End(Coordinates point) implements Point {}

  record Stop(String name, Coordinates point) implements Point {}

  /// How long a ride may take.
  enum Reach {
    BETWEEN_STOPS(MAX_RIDE_MINUTES),
    /// An end is the day's start or end point, the base or a must-visit.
    TO_ANCHOR(MAX_RIDE_TO_BASE_MINUTES),
    /// The way from start to end point of a day that visits nothing.
    ANY(Integer.MAX_VALUE);

    private final int rideMinutes;

    Reach(int rideMinutes) {
      this.rideMinutes = rideMinutes;
    }

    int minutes(TravelMode mode) {
      return switch (mode) {
        case WALK -> MAX_WALK_MINUTES;
        case PUBLIC, CAR -> rideMinutes;
      };
    }
  }

  double kilometres() {
    return Travel.way(from.point(), to.point());
  }
}
