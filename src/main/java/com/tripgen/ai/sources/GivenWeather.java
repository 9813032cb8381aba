package com.tripgen.ai.sources;

import com.tripgen.ai.planning.WeatherCondition;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The weather of one date as the request tells it; what is unknown is null.
///
/// @param city name of a destination; null for the one to which the date belongs
/// @param minTemperature degrees Celsius
/// @param maxTemperature degrees Celsius
/// @param precipitationProbability percent
/// @param pm10 fine dust in micrograms per cubic metre
public record GivenWeather(
    LocalDate date,
    @Nullable String city,
    @Nullable WeatherCondition condition,
    @Nullable Double minTemperature,
    @Nullable Double maxTemperature,
    @Nullable Integer precipitationProbability,
    @Nullable Double pm10) {}
