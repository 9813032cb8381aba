package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.IntercityLeg;
import com.tripgen.ai.planning.Leg;
import java.util.OptionalInt;

/// `transfer_possible`: whoever follows the plan arrives in time. Legs take what they take and no
/// longer than a leg may, nothing overlaps, and rests lie where the party is.
final class TransferPossible {
  private static final double SAME_KM = 0.05 + 1e-9;

  private TransferPossible() {}

  static void check(Trip trip, Findings found) {
    for (DayRoute day : trip.days()) {
      checkIntercity(day, found);
      checkStops(day, found);
      for (Hop hop : day.hops()) {
        checkHop(trip.travel(), day, hop, found);
      }
      boolean needsReturn = !day.stops().isEmpty() || !day.frame().endsWhereItStarts();
      if (day.plan().returnLeg() == null && needsReturn) {
        found.day(day, "the way to the end point of the day is missing");
      }
      checkRests(day, found);
    }
  }

  private static void checkIntercity(DayRoute day, Findings found) {
    IntercityLeg leg = day.plan().intercity();
    DayFrame.Change change = day.frame().change();
    if (change == null) {
      if (leg != null) {
        found.day(day, "has an intercity leg to " + leg.to() + " but is no day of change");
      }
      return;
    }
    String way = "the way from " + change.from() + " to " + change.to();
    if (leg == null) {
      found.day(day, way + " is missing");
      return;
    }
    int start = Math.floorMod(change.leaves(), MinuteOfDay.DAY);
    if (MinuteOfDay.of(leg.start()) != start) {
      found.day(day, way + " starts at " + leg.start() + " instead of " + MinuteOfDay.text(start));
    }
    if (leg.minutes() != change.minutes()) {
      found.day(day, way + " takes " + leg.minutes() + " minutes instead of " + change.minutes());
    }
    if (leg.mode() != change.route().mode()) {
      found.day(day, way + " goes by " + leg.mode() + " instead of " + change.route().mode());
    }
    if (!isNear(leg.kilometres(), change.route().kilometres())) {
      found.day(
          day,
          way
              + " is given as "
              + Travel.text(leg.kilometres())
              + " instead of "
              + Travel.text(change.route().kilometres()));
    }
  }

  private static void checkStops(DayRoute day, Findings found) {
    DayFrame.Change change = day.frame().change();
    for (TimedStop stop : day.stops()) {
      if (stop.end() <= stop.start()) {
        found.stop(day, stop, stop.name() + " lasts " + stop.stop().minutes() + " minutes");
      }
      if (change == null || !stop.beforeChange()) {
        continue;
      }
      if (stop.placeId() != null) {
        found.stop(
            day,
            stop,
            stop.name()
                + " stands before the way to "
                + change.to()
                + " at "
                + MinuteOfDay.text(change.leaves())
                + ", where only meals without a place can be");
      } else if (stop.end() > change.leaves()) {
        found.stop(
            day,
            stop,
            stop.name()
                + " lasts until "
                + MinuteOfDay.text(stop.end())
                + " but the way to "
                + change.to()
                + " starts at "
                + MinuteOfDay.text(change.leaves()));
      }
    }
  }

  private static void checkHop(Travel travel, DayRoute day, Hop hop, Findings found) {
    Leg leg = hop.leg();
    double kilometres = hop.kilometres();
    if (!isNear(leg.kilometres(), kilometres)) {
      report(
          day,
          hop,
          "is given as " + Travel.text(leg.kilometres()) + " but is " + Travel.text(kilometres),
          found);
    }
    int needed = travel.minutes(leg.mode(), kilometres);
    if (leg.minutes() < needed) {
      report(
          day,
          hop,
          "takes at least " + needed + " minutes by " + leg.mode() + " but has " + leg.minutes(),
          found);
    }
    int taken = Math.max(needed, leg.minutes());
    int limit = hop.reach().minutes(leg.mode());
    if (taken > limit) {
      report(
          day,
          hop,
          "takes " + taken + " minutes by " + leg.mode() + ", at most " + limit + " are allowed",
          found);
    }
    if (hop.leaves() < hop.free()) {
      report(
          day,
          hop,
          "leaves at "
              + MinuteOfDay.text(hop.leaves())
              + " but cannot before "
              + MinuteOfDay.text(hop.free()),
          found);
    }
  }

  private static void checkRests(DayRoute day, Findings found) {
    for (int i = 0; i < day.rests().size(); i++) {
      TimedRest rest = day.rests().get(i);
      TimedStop stop = rest.stop();
      if (stop == null) {
        continue;
      }
      switch (rest.position()) {
        case WITHIN -> {}
        case AFTER -> {
          OptionalInt leaves = day.leaves(stop);
          if (leaves.isPresent() && rest.end() > leaves.getAsInt()) {
            report(
                day,
                rest,
                "is not over when the party leaves at " + MinuteOfDay.text(leaves.getAsInt()),
                found);
          }
        }
        case ELSEWHERE ->
            report(day, rest, "lies neither inside nor right after the stay " + stop.span(), found);
      }
      for (TimedRest earlier : day.rests().subList(0, i)) {
        if (rest.start() < earlier.end() && earlier.start() < rest.end()) {
          report(day, rest, "overlaps the rest " + earlier.span(), found);
        }
      }
    }
  }

  /// Also false for what is no number.
  private static boolean isNear(double kilometres, double expected) {
    return Math.abs(kilometres - expected) <= SAME_KM;
  }

  private static void report(DayRoute day, Hop hop, String what, Findings found) {
    found.add(day.number(), hop.placeId(), "the leg " + hop.text() + " " + what);
  }

  private static void report(DayRoute day, TimedRest rest, String what, Findings found) {
    found.add(
        day.number(),
        rest.rest().placeId(),
        "the rest " + rest.span() + " at " + rest.placeName() + " " + what);
  }
}
