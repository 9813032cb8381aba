package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.WALK_UP_TO_KM;

import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.TravelMode;

/// `walk_short`: on foot up to 500 m, by the party's transport beyond; LIMITED members ride, by
/// taxi or their own car, and may do so below 500 m too.
final class WalkShort {
  private WalkShort() {}

  static void check(Trip trip, Findings found) {
    for (DayRoute day : trip.days()) {
      for (Hop hop : day.hops()) {
        if (!allowed(trip.travel(), hop.leg(), hop.kilometres())) {
          report(trip, day, hop, found);
        }
      }
    }
  }

  private static boolean allowed(Travel travel, Leg leg, double kilometres) {
    boolean walks = leg.mode() == TravelMode.WALK && leg.vehicle() == null;
    boolean rides = leg.mode() == travel.rideMode() && leg.vehicle() == travel.rideVehicle();
    return Travel.isWalk(kilometres) ? walks || (travel.limited() && rides) : rides;
  }

  private static void report(Trip trip, DayRoute day, Hop hop, Findings found) {
    Travel travel = trip.travel();
    Sentence.Ride ride = new Sentence.Ride(travel.rideMode(), travel.rideVehicle());
    boolean near = Travel.isWalk(hop.kilometres());
    boolean onlyWalks = near && !travel.limited();
    Sentence nearby = onlyWalks ? Sentence.WALK_UP_TO : Sentence.WALK_OR_RIDE_UP_TO;
    found.hop(
        day,
        hop,
        near ? nearby : Sentence.RIDE_OVER,
        Travel.text(hop.kilometres()),
        Travel.text(WALK_UP_TO_KM),
        trip.weakest(),
        onlyWalks ? TravelMode.WALK : ride,
        new Sentence.Ride(hop.leg().mode(), hop.leg().vehicle()));
  }
}
