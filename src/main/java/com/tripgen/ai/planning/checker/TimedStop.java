package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import org.jspecify.annotations.Nullable;

/// A stop of a plan with its candidate and its times in minutes.
///
/// @param place null for a meal without a place, and when nobody knows the place
/// @param leaves when the party sets out for it
/// @param beforeChange whether it lies before the intercity leg of its day
record TimedStop(
    Stop stop, @Nullable Candidate place, int start, int end, int leaves, boolean beforeChange) {

  static TimedStop of(Stop stop, @Nullable Candidate place, boolean beforeChange) {
    int start = MinuteOfDay.of(stop.start());
    return new TimedStop(
        stop,
        place,
        start,
        start + MinuteOfDay.length(stop.minutes()),
        start - MinuteOfDay.length(stop.leg().minutes()),
        beforeChange);
  }

  /// Another place at the same time.
  TimedStop at(Candidate other) {
    return new TimedStop(stop, other, start, end, leaves, beforeChange);
  }

  @Nullable String placeId() {
    return stop.placeId();
  }

  String name() {
    return stop.name();
  }

  /// Where it really is: a wrong copy of the coordinates is wrong once, not in every leg.
  Coordinates position() {
    return place == null ? stop.coordinates() : place.coordinates();
  }

  boolean isSight() {
    return stop.kind() == StopKind.SIGHT;
  }

  boolean isMeal() {
    return stop.kind() == StopKind.MEAL;
  }

  boolean isMealWithoutPlace() {
    return isMeal() && stop.placeId() == null;
  }

  boolean isFoodSight() {
    return isSight() && place != null && place.isFood();
  }

  boolean isMustVisit() {
    return place != null && place.isMustVisit();
  }

  String span() {
    return MinuteOfDay.span(start, end);
  }
}
