package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.ReturnLeg;

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
      found.stop(
          day, first, Sentence.LEAVES_OUTSIDE_WINDOW, MinuteOfDay.text(first.leaves()), frame);
    }
    if (last.end() > frame.close()) {
      found.stop(
          day,
          last,
          Sentence.STAYS_OUTSIDE_WINDOW,
          last.name(),
          MinuteOfDay.text(last.end()),
          frame);
    }
  }

  private static void checkWayBack(DayRoute day, Findings found) {
    int close = day.frame().close();
    if (day.back() > close && day.stops().stream().allMatch(stop -> stop.end() <= close)) {
      found.day(day, Sentence.RETURNS_OUTSIDE_WINDOW, MinuteOfDay.text(day.back()), day.frame());
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
      found.day(day, Sentence.LEAVES_OUTSIDE_WINDOW, MinuteOfDay.text(leaves), frame);
    }
    if (leaves + minutes > frame.close()) {
      found.day(day, Sentence.RETURNS_OUTSIDE_WINDOW, MinuteOfDay.text(leaves + minutes), frame);
    }
  }
}
