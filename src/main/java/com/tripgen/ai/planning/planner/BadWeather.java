package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.WeatherOrigin;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which days are bad for being outdoors.
record BadWeather(List<DayWeather> weather) {

  boolean on(LocalDate date, int stay) {
    return weather.stream()
        .anyMatch(day -> day.date().equals(date) && day.stay() == stay && isBad(day));
  }

  private static boolean isBad(DayWeather day) {
    if (day.origin() == WeatherOrigin.CLIMATE) {
      return false;
    }
    Integer precipitation = day.precipitationProbability();
    Double highest = day.maxTemperature();
    Double lowest = day.minTemperature();
    Double dust = day.pm10();
    return isWet(day.condition())
        || (precipitation != null && precipitation >= PlanningRules.BAD_PRECIPITATION_PROBABILITY)
        || (highest != null && highest >= PlanningRules.BAD_MAX_TEMPERATURE)
        || (lowest != null && lowest <= PlanningRules.BAD_MIN_TEMPERATURE)
        || (dust != null && dust > PlanningRules.BAD_PM10);
  }

  private static boolean isWet(@Nullable WeatherCondition condition) {
    return condition != null
        && switch (condition) {
          case RAIN, SNOW, STORM -> true;
          case CLEAR, CLOUDY, FOG -> false;
        };
  }
}
