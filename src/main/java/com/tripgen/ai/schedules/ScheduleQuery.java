package com.tripgen.ai.schedules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which schedules a list shows; empty or null does not restrict.
record ScheduleQuery(@Nullable String tripId, List<String> statuses, @Nullable String placeId) {
  ScheduleQuery {
    statuses = List.copyOf(statuses);
  }
}
