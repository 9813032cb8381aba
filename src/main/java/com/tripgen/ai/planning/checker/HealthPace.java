package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.REST_MINUTES;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Shortfall;
import java.util.Locale;

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
      found.day(
          day,
          "has "
              + day.sights()
              + " sights, at most "
              + pace.mostSights()
              + " are allowed for health "
              + trip.weakest());
    }
  }

  private static void checkLeast(
      Trip trip, DayRoute day, PlanningRules.HealthPace pace, Findings found) {
    Shortfall shortfall = day.plan().shortfall();
    int sights = day.sights();
    int least = pace.leastSights();
    if (sights >= least) {
      if (shortfall != null) {
        found.day(day, "declares a shortfall but has " + sights + " of " + least + " sights");
      }
      return;
    }
    String few = "has " + sights + " of at least " + least + " sights";
    if (shortfall == null) {
      found.day(day, few + " and declares no shortfall");
    } else if (shortfall.target() != least || shortfall.actual() != sights) {
      found.day(
          day,
          few
              + " but declares a shortfall of "
              + shortfall.actual()
              + " instead of "
              + shortfall.target());
    }
    Alternatives.of(trip, day)
        .flatMap(Alternatives::oneMoreSight)
        .ifPresent(
            fitting ->
                found.day(
                    day,
                    few
                        + ", but "
                        + fitting.name()
                        + " ("
                        + fitting.id()
                        + ") is unused and fits"));
  }

  private static void checkRests(
      Trip trip, DayRoute day, PlanningRules.HealthPace pace, Findings found) {
    int taken = 0;
    for (TimedRest rest : day.rests()) {
      String name = "the rest " + rest.span() + " at " + rest.placeName();
      TimedStop stop = rest.stop();
      if (stop == null) {
        report(day, rest, name + " is at no place of the day", found);
        continue;
      }
      if (rest.rest().minutes() < REST_MINUTES) {
        report(day, rest, name + " is shorter than " + REST_MINUTES + " minutes", found);
        continue;
      }
      taken++;
      Candidate place = stop.place();
      if (rest.rest().verified() && place != null && place.details().restPoints().isEmpty()) {
        report(day, rest, name + " is called verified, but no rest point is known there", found);
      }
    }
    // A party that visits no place all day has nowhere to rest but where it is.
    int due = day.visitsSomething() ? pace.restsDue(day.hoursOut()) : 0;
    if (taken < due) {
      found.day(
          day,
          String.format(
              Locale.ROOT,
              "has %d of %d rests due in %.1f hours out for health %s",
              taken,
              due,
              day.hoursOut(),
              trip.weakest()));
    }
  }

  private static void checkEffort(Trip trip, DayRoute day, Findings found) {
    for (TimedStop stop : day.stops()) {
      Candidate place = stop.place();
      if (place != null && tooStrenuous(trip.weakest(), place)) {
        found.stop(day, stop, place.name() + " is too strenuous for health " + trip.weakest());
      }
    }
  }

  private static void report(DayRoute day, TimedRest rest, String explanation, Findings found) {
    found.add(day.number(), rest.rest().placeId(), explanation);
  }
}
