package com.tripgen.ai.schedules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A checked request to find out what changed weather means for a schedule.
record WeatherImpactRequest(Source source, List<WeatherChange> changes) {
  WeatherImpactRequest {
    changes = List.copyOf(changes);
  }

  /// The schedule to look at.
  sealed interface Source {
    /// Empty when the schedule is of no trip that has a name.
    String tripId();

    /// The newest completed one of a trip.
    record Stored(String tripId) implements Source {}

    /// One that the caller sends.
    ///
    /// @param trip for which it was made; null when the caller does not say
    record Given(String tripId, List<DayEntry> days, @Nullable TripRequest trip) implements Source {
      public Given {
        days = List.copyOf(days);
      }
    }
  }
}
