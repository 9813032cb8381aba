package com.tripgen.ai.planning;

import java.time.LocalTime;

/// From when to when the party is out on an ordinary day.
public record DailyHours(LocalTime start, LocalTime end) {
  public DailyHours {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException("the daily end must be after the daily start");
    }
  }
}
