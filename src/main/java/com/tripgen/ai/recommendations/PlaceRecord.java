package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayWeather;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that a text about a place may rest on, beside the profile.
///
/// @param others the places of its city, itself among them
/// @param climate of the city in this month; null when unknown
/// @param today where the place is
public record PlaceRecord(
    PlaceFacts place, List<Candidate> others, @Nullable DayWeather climate, LocalDate today) {
  public PlaceRecord {
    others = List.copyOf(others);
  }

  Optional<Season> season() {
    return Season.at(place.coordinates(), today.getMonth());
  }
}
