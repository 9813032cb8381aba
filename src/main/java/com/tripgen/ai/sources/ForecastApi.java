package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.WeatherCondition;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A weather service.
interface ForecastApi {
  /// As its terms want it to be named.
  String name();

  /// How many days from today on it may know, today included.
  int days();

  /// Every day that it knows, by the local date of the place.
  Map<LocalDate, Day> forecast(Coordinates place)
      throws SourceUnavailableException, InterruptedException;

  /// What is forecast for a day; what is unknown is null.
  record Day(
      @Nullable WeatherCondition condition,
      @Nullable Double minTemperature,
      @Nullable Double maxTemperature,
      @Nullable Integer precipitationProbability) {
    boolean isEmpty() {
      return condition == null && minTemperature == null && maxTemperature == null;
    }
  }
}
