package com.tripgen.ai.sources;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.WeatherOrigin;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The forecast of a weather service, for the dates that are near enough. Without it the climate
/// has to do, and the traveller is told.
final class ForecastWeather implements WeatherSource {
  private static final Logger LOG = LoggerFactory.getLogger(ForecastWeather.class);

  private final ForecastApi api;
  private final Clock clock;
  private final Cache<Coordinates, Map<LocalDate, ForecastApi.Day>> forecasts =
      Caffeine.newBuilder().maximumSize(2_000).expireAfterWrite(Duration.ofHours(1)).build();

  ForecastWeather(ForecastApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  @Override
  public FoundWeather find(Itinerary trip, int stay, Set<LocalDate> dates) {
    Optional<Coordinates> centre = trip.centre(stay);
    Set<LocalDate> near = near(dates);
    if (centre.isEmpty() || near.isEmpty()) {
      return new FoundWeather(List.of(), List.of());
    }
    String city = trip.stay(stay).city();
    try {
      Map<LocalDate, ForecastApi.Day> forecast = forecast(rounded(centre.get()));
      List<DayWeather> days = new ArrayList<>();
      for (LocalDate date : near) {
        ForecastApi.Day day = forecast.get(date);
        if (day != null && !day.isEmpty()) {
          days.add(weather(date, stay, day));
        }
      }
      return new FoundWeather(
          days,
          days.isEmpty()
              ? List.of()
              : List.of(Note.weatherIsForecast(stay, city, api.name(), trip.language())));
    } catch (SourceUnavailableException e) {
      LOG.warn("no forecast: {}", e.getMessage());
    } catch (InterruptedException e) {
      // Whoever stops the job finds the flag again.
      Thread.currentThread().interrupt();
    }
    return new FoundWeather(List.of(), List.of(Note.forecastAway(stay, city, trip.language())));
  }

  /// A day more at both ends: somewhere on earth it is today.
  private Set<LocalDate> near(Set<LocalDate> dates) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Set<LocalDate> near = new TreeSet<>(dates);
    near.removeIf(
        date -> date.isBefore(today.minusDays(1)) || date.isAfter(today.plusDays(api.days())));
    return near;
  }

  /// Trips to one city share a forecast: two decimals are a kilometre.
  private static Coordinates rounded(Coordinates place) {
    return new Coordinates(
        Math.round(place.latitude() * 100) / 100.0, Math.round(place.longitude() * 100) / 100.0);
  }

  private Map<LocalDate, ForecastApi.Day> forecast(Coordinates place)
      throws SourceUnavailableException, InterruptedException {
    Map<LocalDate, ForecastApi.Day> known = forecasts.getIfPresent(place);
    if (known != null) {
      return known;
    }
    Map<LocalDate, ForecastApi.Day> forecast = Map.copyOf(api.forecast(place));
    forecasts.put(place, forecast);
    return forecast;
  }

  private static DayWeather weather(LocalDate date, int stay, ForecastApi.Day day) {
    return new DayWeather(
        date,
        stay,
        day.condition(),
        day.minTemperature(),
        day.maxTemperature(),
        day.precipitationProbability(),
        null,
        WeatherOrigin.FORECAST);
  }
}
