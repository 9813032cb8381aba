package com.tripgen.ai.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;

/// What changed weather means for a schedule: the result of an analysis, as it is stored.
record WeatherImpact(@JsonInclude(JsonInclude.Include.ALWAYS) List<Day> impactedDays) {
  WeatherImpact {
    impactedDays = List.copyOf(impactedDays);
  }

  /// @param affectedPlaces none on a day that is kept
  /// @param alternativeOptions swaps that can all be made together
  record Day(
      int day,
      LocalDate date,
      String city,
      Severity severity,
      Recommendation recommendation,
      String reason,
      @JsonInclude(JsonInclude.Include.ALWAYS) List<Place> affectedPlaces,
      @JsonInclude(JsonInclude.Include.ALWAYS) List<Alternative> alternativeOptions) {
    Day {
      affectedPlaces = List.copyOf(affectedPlaces);
      alternativeOptions = List.copyOf(alternativeOptions);
    }
  }

  enum Severity {
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH
  }

  enum Recommendation {
    /// Nothing has to change.
    @JsonProperty("keep")
    KEEP,
    /// The alternatives do.
    @JsonProperty("modify")
    MODIFY,
    /// The day is better made again.
    @JsonProperty("regenerate")
    REGENERATE
  }

  record Place(String placeId, String placeName) {}

  /// @param replaces the id of the affected place
  /// @param distance between the two, in kilometres
  record Alternative(
      String replaces, String placeId, String name, String reason, double distance) {}
}
