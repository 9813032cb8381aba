package com.tripgen.ai.sources;

import java.time.LocalDate;
import java.util.Set;

/// Somebody who knows the weather.
public interface WeatherSource {
  /// The weather at a stay on those of the dates for which it is known; each date at most once.
  FoundWeather find(Itinerary trip, int stay, Set<LocalDate> dates);
}
