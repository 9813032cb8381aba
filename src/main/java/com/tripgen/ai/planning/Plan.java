package com.tripgen.ai.planning;

import java.util.List;

/// A whole trip, day by day.
public record Plan(List<DayPlan> days) {
  public Plan {
    days = List.copyOf(days);
  }
}
