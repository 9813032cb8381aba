package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.PlanningRules;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// When and between what a place is visited; what is unknown is null.
record VisitContext(
    @Nullable LocalDate date,
    @Nullable LocalTime time,
    @Nullable Weather weather,
    @Nullable Neighbour previous,
    @Nullable Neighbour next) {

  /// A place before or after.
  record Neighbour(String name, @Nullable Coordinates coordinates) {}

  /// The sky of the day; the last three say so without a figure.
  enum Sky {
    CLEAR,
    CLOUDY,
    FOG,
    RAIN,
    SNOW,
    STORM,
    HEAT,
    COLD,
    DUST
  }

  /// The weather of the date.
  ///
  /// @param climate whether it is only what is usual
  record Weather(
      @Nullable Sky sky,
      @Nullable Double minTemperature,
      @Nullable Double maxTemperature,
      @Nullable Integer precipitationProbability,
      @Nullable Double pm10,
      boolean climate) {

    /// What makes the day bad for being outdoors, the most serious first; null when it is not bad.
    @Nullable Sky trouble() {
      if (climate) {
        return null;
      }
      if (sky == Sky.STORM || sky == Sky.SNOW || sky == Sky.RAIN) {
        return sky;
      }
      if (precipitationProbability != null
          && precipitationProbability >= PlanningRules.BAD_PRECIPITATION_PROBABILITY) {
        return Sky.RAIN;
      }
      if (sky == Sky.HEAT
          || (maxTemperature != null && maxTemperature >= PlanningRules.BAD_MAX_TEMPERATURE)) {
        return Sky.HEAT;
      }
      if (sky == Sky.COLD
          || (minTemperature != null && minTemperature <= PlanningRules.BAD_MIN_TEMPERATURE)) {
        return Sky.COLD;
      }
      boolean dusty = pm10 != null && pm10 > PlanningRules.BAD_PM10;
      return sky == Sky.DUST || dusty ? Sky.DUST : null;
    }
  }
}
