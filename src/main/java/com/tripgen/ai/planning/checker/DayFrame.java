package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.IntercityRoute;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the problem alone says of one date: whose it is, from where to where and from when to when.
///
/// @param number from 1
/// @param open minute at which the day window opens
/// @param close minute at which it closes, before `open` when the window is empty
/// @param change the way from the stay before, on a day of change
record DayFrame(
    int number,
    LocalDate date,
    int stay,
    Coordinates base,
    Coordinates start,
    Coordinates end,
    int open,
    int close,
    @Nullable Change change) {

  /// The intercity leg as it has to be.
  ///
  /// @param base of the stay before
  /// @param leaves may be negative, when the party left before midnight
  /// @param arrives may be past midnight
  record Change(
      String from, String to, Coordinates base, int leaves, int arrives, IntercityRoute route) {
    int minutes() {
      return arrives - leaves;
    }
  }

  /// A stretch of time, empty when `to` is not after `from`.
  record Span(int from, int to) {
    int overlap(int otherFrom, int otherTo) {
      return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
    }
  }

  String window() {
    return MinuteOfDay.span(open, close);
  }

  /// The window without the intercity leg.
  List<Span> free() {
    if (change == null) {
      return List.of(new Span(open, close));
    }
    List<Span> spans = new ArrayList<>();
    spans.add(new Span(open, Math.min(close, change.leaves())));
    spans.add(new Span(ready(), close));
    return spans;
  }

  /// The first minute at which the party can leave the start point.
  int ready() {
    return change == null ? open : Math.max(open, change.arrives());
  }

  /// Whether a leg from or to this point may take longer than one between two stops.
  boolean isAnchor(Coordinates point) {
    return Travel.samePoint(point, base)
        || Travel.samePoint(point, start)
        || Travel.samePoint(point, end);
  }

  boolean endsWhereItStarts() {
    return Travel.samePoint(start, end);
  }
}
