package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.WALK_UP_TO_KM;

import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import org.jspecify.annotations.Nullable;

/// `walk_short`: on foot up to 500 m, by the party's transport beyond; LIMITED members ride, by
/// taxi or their own car, and may do so below 500 m too.
final class WalkShort {
  private WalkShort() {}

  static void check(Trip trip, Findings found) {
    for (DayRoute day : trip.days()) {
      for (Hop hop : day.hops()) {
        if (!allowed(trip.travel(), hop.leg(), hop.kilometres())) {
          found.add(
              day.number(),
              hop.placeId(),
              hop.text() + " is " + Travel.text(hop.kilometres()) + ": " + wrong(trip, hop));
        }
      }
    }
  }

  private static boolean allowed(Travel travel, Leg leg, double kilometres) {
    boolean walks = leg.mode() == TravelMode.WALK && leg.vehicle() == null;
    boolean rides = leg.mode() == travel.rideMode() && leg.vehicle() == travel.rideVehicle();
    return Travel.isWalk(kilometres) ? walks || (travel.limited() && rides) : rides;
  }

  private static String wrong(Trip trip, Hop hop) {
    Travel travel = trip.travel();
    String ride = mode(travel.rideMode(), travel.rideVehicle());
    boolean near = Travel.isWalk(hop.kilometres());
    return (near ? "up to " : "over ")
        + Travel.text(WALK_UP_TO_KM)
        + " a party of health "
        + trip.weakest()
        + " goes by "
        + (near ? (travel.limited() ? "WALK or " + ride : "WALK") : ride)
        + ", not by "
        + mode(hop.leg().mode(), hop.leg().vehicle());
  }

  private static String mode(TravelMode mode, @Nullable Vehicle vehicle) {
    return vehicle == null ? mode.name() : mode + " (" + vehicle + ")";
  }
}
