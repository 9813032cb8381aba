package com.tripgen.ai.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stop of a day.
///
/// @param placeId null for a meal without a place
/// @param kind null in schedules from before this service
/// @param transportation the way here
/// @param order from 1
/// @param near where to look for a place for the meal
/// @param exposed outdoors on a bad day, for want of a replacement
record PlaceEntry(
    @Nullable String placeId,
    String placeName,
    @Nullable PlaceCategory category,
    @Nullable StopKind kind,
    LocalTime startTime,
    int duration,
    @Nullable Transportation transportation,
    @Nullable HealthConsideration healthConsideration,
    @Nullable WeatherConsideration weatherConsideration,
    int order,
    @JsonProperty("is_outdoor") boolean isOutdoor,
    @Nullable String reason,
    @Nullable String tips,
    boolean verified,
    boolean hoursKnown,
    @Nullable Coordinates coordinates,
    @Nullable String near,
    List<String> notes,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean exposed) {

  PlaceEntry {
    notes = List.copyOf(notes);
  }

  /// @param type null in schedules from before this service
  record Transportation(
      @Nullable TravelMode type,
      @Nullable Vehicle vehicle,
      int duration,
      double distance,
      @Nullable String route,
      @Nullable Parking parkingInfo) {}

  /// Where to leave the car, as far as it is known.
  ///
  /// @param distance to the place, in kilometres
  record Parking(
      @Nullable String name, @Nullable Double distance, @Nullable String estimatedCost) {}

  /// @param walkingDistance the walk here, 0 when one rides
  record HealthConsideration(
      List<String> restPoints,
      List<String> accessibility,
      @Nullable OptionalActivities optionalActivities,
      double walkingDistance) {
    HealthConsideration {
      restPoints = List.copyOf(restPoints);
      accessibility = List.copyOf(accessibility);
    }
  }

  /// What to do here, for those who want less and those who want more.
  record OptionalActivities(@Nullable String basic, @Nullable String active) {}

  record WeatherConsideration(
      @Nullable Alternative indoorAlternative, List<String> preparationItems) {
    WeatherConsideration {
      preparationItems = List.copyOf(preparationItems);
    }
  }

  /// A place to go to instead.
  record Alternative(String placeId, String name, String reason, double distance) {}
}
