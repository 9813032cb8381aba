package com.tripgen.ai.planning;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;

/// The weekly opening hours of a place; a weekday without intervals is a closing day.
public record OpeningHours(Map<DayOfWeek, List<OpenInterval>> week) {
  public OpeningHours {
    week = Map.copyOf(week);
  }

  public List<OpenInterval> on(DayOfWeek day) {
    return week.getOrDefault(day, List.of());
  }
}
