package com.tripgen.ai.sources;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// The monthly climate of the catalogue's cities, where nothing better is known.
final class ClimateWeather implements WeatherSource {
  private final Catalogue catalogue;

  ClimateWeather(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public FoundWeather find(Itinerary trip, int stay, Set<LocalDate> dates) {
    return trip.city(stay)
        .map(
            city ->
                new FoundWeather(
                    dates.stream()
                        .sorted()
                        .map(date -> catalogue.climate(city, date, stay))
                        .toList(),
                    List.of(Note.weatherIsClimate(stay, city, trip.language()))))
        .orElseGet(() -> new FoundWeather(List.of(), List.of()));
  }
}
