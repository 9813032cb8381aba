package com.tripgen.ai.sources;

import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.TransportMode;
import java.time.LocalDate;
import java.util.List;

/// A trip as it was requested, before any source was asked.
///
/// @param specialRequests free text; empty when nothing was asked for
/// @param seed decides every random choice of the plan
public record TripFacts(
    List<StayFacts> stays,
    DailyHours hours,
    Party party,
    TransportMode transport,
    String specialRequests,
    Language language,
    List<GivenPlace> places,
    List<GivenWeather> weather,
    long seed) {
  public TripFacts {
    stays = List.copyOf(stays);
    places = List.copyOf(places);
    weather = List.copyOf(weather);
    if (stays.isEmpty()) {
      throw new IllegalArgumentException("a trip has at least one stay");
    }
  }

  public LocalDate firstDate() {
    return stays.getFirst().arrivalDate();
  }

  public LocalDate lastDate() {
    return stays.getLast().departureDate();
  }
}
