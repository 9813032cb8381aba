package com.tripgen.ai.schedules;

import org.jspecify.annotations.Nullable;

/// A request to make a trip, or one day of it, again.
///
/// @param day from 1; 0 for all days
/// @param specialRequests in place of those of the trip; null when these stay in force
/// @param generator what is to make it
record RegenerationRequest(
    String tripId, int day, @Nullable String specialRequests, GeneratorChoice generator) {
  static final int WHOLE_TRIP = 0;

  boolean isWholeTrip() {
    return day == WHOLE_TRIP;
  }
}
