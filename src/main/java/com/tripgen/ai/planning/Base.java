package com.tripgen.ai.planning;

/// Where the days of a stay start and end.
public record Base(String name, Coordinates coordinates, Source source) {
  /// How well the base is known; anything but `HOTEL` is flagged in the plan.
  public enum Source {
    HOTEL,
    DESTINATION,
    CITY_CENTRE,
    CANDIDATES_MEDIAN
  }
}
