package com.tripgen.ai.planning;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// One destination. A date shared by two stays belongs to the arriving one.
public record Stay(
    String city,
    Base base,
    LocalDate arrivalDate,
    LocalDate departureDate,
    @Nullable LocalTime arrivalTime,
    @Nullable LocalTime departureTime,
    @Nullable TransitPoint arrivalPoint,
    @Nullable TransitPoint departurePoint) {
  public Stay {
    if (departureDate.isBefore(arrivalDate)) {
      throw new IllegalArgumentException("a stay cannot end before it starts");
    }
  }

  public Stay withDates(LocalDate arrival, LocalDate departure) {
    return new Stay(
        city, base, arrival, departure, arrivalTime, departureTime, arrivalPoint, departurePoint);
  }
}
