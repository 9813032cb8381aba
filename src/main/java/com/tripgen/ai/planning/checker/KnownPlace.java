package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.MODEL_PLACE_MAX_KM;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;

/// `known_place`: every place is a candidate of the day's stay and copied faithfully from it.
final class KnownPlace {
  private static final double SAME_DEGREES = 1e-6 + 1e-12;

  private KnownPlace() {}

  static void check(Trip trip, Findings found) {
    for (Trip.Entry entry : trip.entries()) {
      Stop stop = entry.stop();
      Candidate place = entry.place();
      if (stop.placeId() == null) {
        if (stop.kind() != StopKind.MEAL) {
          found.add(
              entry.day(),
              null,
              stop.name() + " names no place; only a meal may stand without one");
        }
      } else if (place == null) {
        found.add(
            entry.day(), stop.placeId(), stop.placeId() + " is none of the trip's candidates");
      } else {
        checkCopy(trip, entry, place, found);
      }
    }
  }

  /// Whether a place that only a model proposed lies too far from its destination.
  static boolean tooFar(PlanningProblem problem, Candidate place) {
    return place.origin() == Origin.MODEL
        && !Travel.within(MODEL_PLACE_MAX_KM, kilometresFromBase(problem, place));
  }

  private static void checkCopy(Trip trip, Trip.Entry entry, Candidate place, Findings found) {
    Stop stop = entry.stop();
    if (entry.stay().isPresent() && entry.stay().getAsInt() != place.stay()) {
      report(
          entry,
          found,
          "belongs to stay " + place.stay() + ", the day to stay " + entry.stay().getAsInt());
    } else if (entry.stay().isPresent() && tooFar(trip.problem(), place)) {
      report(
          entry,
          found,
          "was proposed by a model and lies "
              + Travel.text(kilometresFromBase(trip.problem(), place))
              + " from its destination, at most "
              + Travel.text(MODEL_PLACE_MAX_KM)
              + " are allowed");
    }
    if (!stop.name().equals(place.name())) {
      report(entry, found, "is called " + place.name());
    }
    if (stop.category() != place.category()) {
      report(entry, found, "has category " + stop.category() + " instead of " + place.category());
    }
    if (!sameDegrees(stop.coordinates(), place.coordinates())) {
      report(
          entry, found, "stands at " + stop.coordinates() + " instead of " + place.coordinates());
    }
    boolean verified = place.origin() != Origin.MODEL;
    if (stop.verified() != verified) {
      report(entry, found, "has verified " + stop.verified() + " but comes from " + place.origin());
    }
    if (stop.kind() == StopKind.MEAL && !place.isFood()) {
      report(entry, found, "is a meal at a place of category " + place.category());
    }
  }

  static boolean sameDegrees(Coordinates a, Coordinates b) {
    return Math.abs(a.latitude() - b.latitude()) <= SAME_DEGREES
        && Math.abs(a.longitude() - b.longitude()) <= SAME_DEGREES;
  }

  private static double kilometresFromBase(PlanningProblem problem, Candidate place) {
    return Travel.greatCircle(
        problem.stays().get(place.stay()).base().coordinates(), place.coordinates());
  }

  private static void report(Trip.Entry entry, Findings found, String what) {
    found.add(entry.day(), entry.stop().placeId(), entry.stop().name() + " " + what);
  }
}
