package com.tripgen.ai.planning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The weather of one date at one stay; what is unknown is null.
///
/// @param minTemperature degrees Celsius
/// @param maxTemperature degrees Celsius
/// @param precipitationProbability percent
/// @param pm10 fine dust in micrograms per cubic metre
public record DayWeather(
    LocalDate date,
    int stay,
    @Nullable WeatherCondition condition,
    @Nullable Double minTemperature,
    @Nullable Double maxTemperature,
    @Nullable Integer precipitationProbability,
    @Nullable Double pm10,
    WeatherOrigin origin) {}
