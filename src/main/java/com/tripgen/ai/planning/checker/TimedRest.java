package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Rest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rest of a plan and the stop it belongs to.
///
/// @param stop null when the party does not stop at the place that day
record TimedRest(Rest rest, int start, int end, @Nullable TimedStop stop, Position position) {

  enum Position {
    /// Inside a sight's stay.
    WITHIN,
    /// Begins when a stay ends.
    AFTER,
    ELSEWHERE
  }

  static TimedRest of(Rest rest, List<TimedStop> stops) {
    int start = MinuteOfDay.of(rest.start());
    int end = start + MinuteOfDay.length(rest.minutes());
    TimedStop at = null;
    for (TimedStop stop : stops) {
      if (rest.placeId().equals(stop.placeId())) {
        if (start == stop.end()) {
          return new TimedRest(rest, start, end, stop, Position.AFTER);
        }
        if (stop.isSight() && start >= stop.start() && end <= stop.end()) {
          return new TimedRest(rest, start, end, stop, Position.WITHIN);
        }
        at = stop;
      }
    }
    return new TimedRest(rest, start, end, at, Position.ELSEWHERE);
  }

  String placeName() {
    return stop == null ? rest.placeId() : stop.name();
  }

  String span() {
    return MinuteOfDay.span(start, end);
  }
}
