package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.WeatherOrigin;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a day is like, in one word; the last three are told by a figure alone.
enum DayCondition {
  CLEAR("sun"),
  CLOUDY("cloud"),
  FOG("fog"),
  RAIN("rain"),
  SNOW("snow"),
  STORM("storm"),
  HEAT("heat"),
  COLD("cold"),
  DUST("dust");

  private final String icon;

  DayCondition(String icon) {
    this.icon = icon;
  }

  String icon() {
    return icon;
  }

  /// Empty when neither the sky is known nor a figure stands out.
  static Optional<DayCondition> of(DayWeather weather) {
    return weather.condition() != null
        ? Optional.of(valueOf(weather.condition().name()))
        : extremes(weather).stream().findFirst();
  }

  /// What makes the day bad for being outdoors; empty on an ordinary day. A probability of rain
  /// counts as rain, or as snow when it freezes all day.
  static Set<DayCondition> badOn(DayWeather weather) {
    if (weather.origin() == WeatherOrigin.CLIMATE) {
      return Set.of();
    }
    Set<DayCondition> bad = extremes(weather);
    Integer probability = weather.precipitationProbability();
    Double highest = weather.maxTemperature();
    switch (weather.condition()) {
      case RAIN, SNOW, STORM -> bad.add(valueOf(weather.condition().name()));
      case CLEAR, CLOUDY, FOG -> addLikely(probability, highest, bad);
      case null -> addLikely(probability, highest, bad);
    }
    return bad;
  }

  private static void addLikely(
      @Nullable Integer probability, @Nullable Double highest, Set<DayCondition> bad) {
    if (probability != null && probability >= PlanningRules.BAD_PRECIPITATION_PROBABILITY) {
      bad.add(highest != null && highest <= 0 ? SNOW : RAIN);
    }
  }

  private static Set<DayCondition> extremes(DayWeather weather) {
    Set<DayCondition> extremes = EnumSet.noneOf(DayCondition.class);
    Double highest = weather.maxTemperature();
    Double lowest = weather.minTemperature();
    Double dust = weather.pm10();
    if (weather.origin() == WeatherOrigin.CLIMATE) {
      return extremes;
    }
    if (highest != null && highest >= PlanningRules.BAD_MAX_TEMPERATURE) {
      extremes.add(HEAT);
    }
    if (lowest != null && lowest <= PlanningRules.BAD_MIN_TEMPERATURE) {
      extremes.add(COLD);
    }
    if (dust != null && dust > PlanningRules.BAD_PM10) {
      extremes.add(DUST);
    }
    return extremes;
  }
}
