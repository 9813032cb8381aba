package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.ReturnLeg;
import org.jspecify.annotations.Nullable;

/// `day_window`: the party is out only while the day window is open.
final class DayWindow {
  private DayWindow() {}

  static void check(Trip trip, Findings found) {
    for (DayRoute day : trip.days()) {
      if (!day.stops().isEmpty()) {
        checkStops(day, found);
      }
      if (day.stops().stream().allMatch(TimedStop::beforeChange)) {
        checkWayWithoutStops(day, found);
      } else {
        checkWayBack(day, found);
      }
    }
  }

  private static void checkStops(DayRoute day, Findings found) {
    DayFrame frame = day.frame();
    TimedStop first = day.stops().getFirst();
    TimedStop last = first;
    for (TimedStop stop : day.stops()) {
      first = stop.leaves() < first.leaves() ? stop : first;
      last = stop.end() > last.end() ? stop : last;
    }
    if (first.leaves() < frame.open()) {
      report(day, first.placeId(), "leaves at " + MinuteOfDay.text(first.leaves()), found);
    }
    if (last.end() > frame.close()) {
      report(
          day,
          last.placeId(),
          "is at " + last.name() + " until " + MinuteOfDay.text(last.end()),
          found);
    }
  }

  private static void checkWayBack(DayRoute day, Findings found) {
    int close = day.frame().close();
    if (day.back() > close && day.stops().stream().allMatch(stop -> stop.end() <= close)) {
      report(day, null, "is at its end point at " + MinuteOfDay.text(day.back()), found);
    }
  }

  /// The way from start to end point of a day that goes nowhere else. When the window has no room
  /// for it, it has to be gone all the same.
  private static void checkWayWithoutStops(DayRoute day, Findings found) {
    ReturnLeg way = day.plan().returnLeg();
    if (way == null) {
      return;
    }
    DayFrame frame = day.frame();
    int minutes = MinuteOfDay.length(way.leg().minutes());
    int leaves = day.returns(way);
    if (frame.ready() + minutes > frame.close()) {
      return;
    }
    if (leaves < frame.open()) {
      report(day, null, "leaves at " + MinuteOfDay.text(leaves), found);
    }
    if (leaves + minutes > frame.close()) {
      report(day, null, "is at its end point at " + MinuteOfDay.text(leaves + minutes), found);
    }
  }

  private static void report(DayRoute day, @Nullable String placeId, String what, Findings found) {
    DayFrame frame = day.frame();
    String window =
        frame.open() < frame.close()
            ? "is open " + MinuteOfDay.span(frame.open(), frame.close())
            : "is empty";
    found.add(day.number(), placeId, "the party " + what + " but the day " + window);
  }
}
