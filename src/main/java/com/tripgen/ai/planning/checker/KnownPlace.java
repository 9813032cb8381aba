package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.MODEL_PLACE_MAX_KM;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
          found.add(entry.day(), null, Sentence.NO_PLACE, stop.name());
        }
      } else if (place == null) {
        found.add(entry.day(), stop.placeId(), Sentence.NO_CANDIDATE, stop.placeId());
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
          Sentence.OTHER_CITY,
          trip.city(place.stay()),
          trip.city(entry.stay().getAsInt()));
    } else if (entry.stay().isPresent() && tooFar(trip.problem(), place)) {
      report(
          entry,
          found,
          Sentence.PROPOSED_TOO_FAR,
          Travel.text(kilometresFromBase(trip.problem(), place)),
          Travel.text(MODEL_PLACE_MAX_KM));
    }
    if (!stop.name().equals(place.name())) {
      report(entry, found, Sentence.OTHER_NAME, place.name());
    }
    if (stop.category() != place.category()) {
      report(entry, found, Sentence.OTHER_CATEGORY, stop.category(), place.category());
    }
    if (!sameDegrees(stop.coordinates(), place.coordinates())) {
      report(entry, found, Sentence.OTHER_POSITION, stop.coordinates(), place.coordinates());
    }
    boolean verified = place.origin() != Origin.MODEL;
    if (stop.verified() != verified) {
      report(entry, found, verified ? Sentence.VERIFIED : Sentence.NOT_VERIFIED);
    }
    if (stop.kind() == StopKind.MEAL && !place.isFood()) {
      report(entry, found, Sentence.MEAL_ELSEWHERE, place.category());
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

  private static void report(
      Trip.Entry entry, Findings found, Sentence sentence, @Nullable Object... more) {
    found.add(
        entry.day(),
        entry.stop().placeId(),
        sentence,
        Stream.concat(Stream.of(entry.stop().name()), Arrays.stream(more)).toArray());
  }
}
