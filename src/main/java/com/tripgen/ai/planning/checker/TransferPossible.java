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
        found.day(day, Sentence.NO_WAY_BACK);
      }
      checkRests(day, found);
    }
  }

  private static void checkIntercity(DayRoute day, Findings found) {
    IntercityLeg leg = day.plan().intercity();
    DayFrame.Change change = day.frame().change();
    if (change == null) {
      if (leg != null) {
        found.day(day, Sentence.NO_DAY_OF_CHANGE, leg.to());
      }
      return;
    }
    String from = change.from();
    String to = change.to();
    if (leg == null) {
      found.day(day, Sentence.NO_INTERCITY, from, to);
      return;
    }
    int start = Math.floorMod(change.leaves(), MinuteOfDay.DAY);
    if (MinuteOfDay.of(leg.start()) != start) {
      found.day(day, Sentence.INTERCITY_START, from, to, leg.start(), MinuteOfDay.text(start));
    }
    if (leg.minutes() != change.minutes()) {
      found.day(day, Sentence.INTERCITY_MINUTES, from, to, leg.minutes(), change.minutes());
    }
    if (leg.mode() != change.route().mode()) {
      found.day(day, Sentence.INTERCITY_MODE, from, to, leg.mode(), change.route().mode());
    }
    if (!isNear(leg.kilometres(), change.route().kilometres())) {
      found.day(
          day,
          Sentence.INTERCITY_DISTANCE,
          from,
          to,
          Travel.text(leg.kilometres()),
          Travel.text(change.route().kilometres()));
    }
  }

  private static void checkStops(DayRoute day, Findings found) {
    DayFrame.Change change = day.frame().change();
    for (TimedStop stop : day.stops()) {
      if (stop.end() <= stop.start()) {
        found.stop(day, stop, Sentence.NO_DURATION, stop.name(), stop.stop().minutes());
      }
      if (change == null || !stop.beforeChange()) {
        continue;
      }
      if (stop.placeId() != null) {
        found.stop(
            day,
            stop,
            Sentence.BEFORE_CHANGE,
            stop.name(),
            change.to(),
            MinuteOfDay.text(change.leaves()));
      } else if (stop.end() > change.leaves()) {
        found.stop(
            day,
            stop,
            Sentence.MEETS_CHANGE,
            stop.name(),
            MinuteOfDay.text(stop.end()),
            change.to(),
            MinuteOfDay.text(change.leaves()));
      }
    }
  }

  private static void checkHop(Travel travel, DayRoute day, Hop hop, Findings found) {
    Leg leg = hop.leg();
    double kilometres = hop.kilometres();
    if (!isNear(leg.kilometres(), kilometres)) {
      found.hop(
          day, hop, Sentence.LEG_DISTANCE, Travel.text(leg.kilometres()), Travel.text(kilometres));
    }
    int needed = travel.minutes(leg.mode(), kilometres);
    if (leg.minutes() < needed) {
      found.hop(day, hop, Sentence.LEG_TOO_QUICK, needed, leg.mode(), leg.minutes());
    }
    int taken = Math.max(needed, leg.minutes());
    int limit = hop.reach().minutes(leg.mode());
    if (taken > limit) {
      found.hop(day, hop, Sentence.LEG_TOO_LONG, taken, leg.mode(), limit);
    }
    if (hop.leaves() < hop.free()) {
      found.hop(
          day,
          hop,
          Sentence.LEAVES_TOO_EARLY,
          MinuteOfDay.text(hop.leaves()),
          MinuteOfDay.text(hop.free()));
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
            found.rest(day, rest, Sentence.REST_NOT_OVER, MinuteOfDay.text(leaves.getAsInt()));
          }
        }
        case ELSEWHERE -> found.rest(day, rest, Sentence.REST_ELSEWHERE, stop.span());
      }
      for (TimedRest earlier : day.rests().subList(0, i)) {
        if (rest.start() < earlier.end() && earlier.start() < rest.end()) {
          found.rest(day, rest, Sentence.REST_OVERLAPS, earlier.span());
        }
      }
    }
  }

  /// Also false for what is no number.
  private static boolean isNear(double kilometres, double expected) {
    return Math.abs(kilometres - expected) <= SAME_KM;
  }
}
