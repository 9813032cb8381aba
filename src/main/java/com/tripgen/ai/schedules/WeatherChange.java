package com.tripgen.ai.schedules;

import java.time.LocalDate;
import java.util.Comparator;

/// What the weather of a date was going to be, and what it is going to be now.
///
/// @param severity how much the caller thinks it matters
record WeatherChange(
    LocalDate date, DayCondition before, DayCondition after, WeatherImpact.Severity severity) {

  /// The one that matters most first.
  static final Comparator<WeatherChange> BY_HARM =
      Comparator.comparingInt((WeatherChange change) -> change.isHarmful() ? 1 : 0)
          .thenComparing(WeatherChange::severity)
          .thenComparingInt(change -> harm(change.after()))
          .reversed();

  /// Bad for being outdoors, and no better than what was expected.
  boolean isHarmful() {
    return harm(after) > 0 && harm(after) >= harm(before);
  }

  private static int harm(DayCondition condition) {
    return switch (condition) {
      case CLEAR, CLOUDY, FOG -> 0;
      case RAIN, SNOW, HEAT, COLD, DUST -> 1;
      case STORM -> 2;
    };
  }
}
