package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.REST_MINUTES;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Shortfall;

/// `health_pace`: as many sights, rests and efforts as the weakest member's health allows and asks
/// for.
final class HealthPace {
  private HealthPace() {}

  static void check(Trip trip, Findings found) {
    PlanningRules.HealthPace pace = PlanningRules.pace(trip.weakest());
    for (DayRoute day : trip.days()) {
      checkMost(trip, day, pace, found);
      checkLeast(trip, day, pace, found);
      checkRests(trip, day, pace, found);
      checkEffort(trip, day, found);
    }
  }

  static boolean tooStrenuous(HealthStatus weakest, Candidate place) {
    return weakest.weakerThan(HealthStatus.GOOD) && place.visit().effort() == Effort.STRENUOUS;
  }

  private static void checkMost(
      Trip trip, DayRoute day, PlanningRules.HealthPace pace, Findings found) {
    if (day.sights() > pace.mostSights()) {
      found.day(day, Sentence.TOO_MANY_SIGHTS, day.sights(), pace.mostSights(), trip.weakest());
    }
  }

  private static void checkLeast(
      Trip trip, DayRoute day, PlanningRules.HealthPace pace, Findings found) {
    Shortfall shortfall = day.plan().shortfall();
    int sights = day.sights();
    int least = pace.leastSights();
    if (sights >= least) {
      if (shortfall != null) {
        found.day(day, Sentence.NEEDLESS_SHORTFALL, sights, least);
      }
      return;
    }
    if (shortfall == null) {
      found.day(day, Sentence.NO_SHORTFALL, sights, least);
    } else if (shortfall.target() != least || shortfall.actual() != sights) {
      found.day(
          day, Sentence.OTHER_SHORTFALL, sights, least, shortfall.actual(), shortfall.target());
    }
    Alternatives.of(trip, day)
        .flatMap(Alternatives::oneMoreSight)
        .ifPresent(
            fitting ->
                found.day(
                    day, Sentence.ONE_MORE_FITS, sights, least, fitting.name(), fitting.id()));
  }

  private static void checkRests(
      Trip trip, DayRoute day, PlanningRules.HealthPace pace, Findings found) {
    int taken = 0;
    for (TimedRest rest : day.rests()) {
      TimedStop stop = rest.stop();
      if (stop == null) {
        found.rest(day, rest, Sentence.REST_NOWHERE);
        continue;
      }
      if (rest.rest().minutes() < REST_MINUTES) {
        found.rest(day, rest, Sentence.REST_TOO_SHORT, REST_MINUTES);
        continue;
      }
      taken++;
      Candidate place = stop.place();
      if (rest.rest().verified() && place != null && place.details().restPoints().isEmpty()) {
        found.rest(day, rest, Sentence.NO_REST_POINT);
      }
    }
    // A party that visits no place all day has nowhere to rest but where it is.
    int due = day.visitsSomething() ? pace.restsDue(day.hoursOut()) : 0;
    if (taken < due) {
      found.day(day, Sentence.TOO_FEW_RESTS, taken, due, day.hoursOut(), trip.weakest());
    }
  }

  private static void checkEffort(Trip trip, DayRoute day, Findings found) {
    for (TimedStop stop : day.stops()) {
      Candidate place = stop.place();
      if (place != null && tooStrenuous(trip.weakest(), place)) {
        found.stop(day, stop, Sentence.TOO_STRENUOUS, place.name(), trip.weakest());
      }
    }
  }
}
