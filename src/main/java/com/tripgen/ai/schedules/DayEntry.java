package com.tripgen.ai.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Shortfall;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import com.tripgen.ai.planning.WeatherOrigin;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One date of a schedule.
///
/// @param day from 1
/// @param weather null when nothing is known
/// @param intercity on a day of change
record DayEntry(
    int day,
    LocalDate date,
    String city,
    @Nullable Weather weather,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<PlaceEntry> places,
    List<Rest> rests,
    @Nullable Intercity intercity,
    @Nullable Return returnLeg,
    @Nullable Shortfall shortfall,
    @Nullable Endpoint startPlace,
    @Nullable Endpoint endPlace,
    List<String> notes) {

  DayEntry {
    places = List.copyOf(places);
    rests = List.copyOf(rests);
    notes = List.copyOf(notes);
  }

  /// The weather that the day was planned for.
  ///
  /// @param minTemperature degrees Celsius
  /// @param icon name of a picture
  /// @param pm10 micrograms per cubic metre
  record Weather(
      @Nullable DayCondition condition,
      @Nullable Double minTemperature,
      @Nullable Double maxTemperature,
      @Nullable String icon,
      @Nullable Integer precipitationProbability,
      @Nullable Double pm10,
      @Nullable WeatherOrigin source,
      List<String> warnings) {
    Weather {
      warnings = List.copyOf(warnings);
    }
  }

  record Rest(LocalTime startTime, int duration, String placeId, boolean verified) {}

  record Intercity(
      String from,
      String to,
      TravelMode type,
      @Nullable Vehicle vehicle,
      LocalTime startTime,
      int duration,
      double distance,
      @Nullable String route) {}

  record Return(
      TravelMode type,
      @Nullable Vehicle vehicle,
      int duration,
      double distance,
      LocalTime startTime,
      String to) {}

  /// Where the day begins or ends.
  record Endpoint(String name, Coordinates coordinates, Source source) {
    /// How it was determined.
    enum Source {
      TRANSIT_POINT,
      HOTEL,
      DESTINATION,
      CITY_CENTRE,
      CANDIDATES_MEDIAN
    }
  }
}
