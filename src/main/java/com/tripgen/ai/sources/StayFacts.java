package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.TransitPoint;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// One destination as it was requested.
///
/// @param city the name as the traveller wrote it
/// @param coordinates the middle of the destination
/// @param checkIn from when the room can be taken on the arrival date
/// @param checkOut until when the room must be left on the departure date
public record StayFacts(
    String city,
    LocalDate arrivalDate,
    LocalDate departureDate,
    @Nullable LocalTime arrivalTime,
    @Nullable LocalTime departureTime,
    @Nullable TransitPoint arrivalPoint,
    @Nullable TransitPoint departurePoint,
    @Nullable Coordinates coordinates,
    @Nullable Hotel hotel,
    @Nullable LocalTime checkIn,
    @Nullable LocalTime checkOut) {

  /// Where the party sleeps.
  ///
  /// @param coordinates null when only the name is known
  public record Hotel(String name, @Nullable Coordinates coordinates) {}

  @Nullable Coordinates hotelCoordinates() {
    return hotel == null ? null : hotel.coordinates();
  }
}
