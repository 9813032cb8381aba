package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.WeatherCondition;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Open-Meteo's forecast API (CC BY 4.0): daily values, the condition as the most severe WMO code
/// of the day.
final class OpenMeteo implements ForecastApi {
  private static final int DAYS = 16;

  private final JsonApi api;

  OpenMeteo(URI base, Duration timeout, SourceListener listener) {
    this.api = new JsonApi("Open-Meteo", base, timeout, JsonApi.patience(), listener);
  }

  @Override
  public String name() {
    return "Open-Meteo.com";
  }

  @Override
  public int days() {
    return DAYS;
  }

  @Override
  public Map<LocalDate, Day> forecast(Coordinates place)
      throws SourceUnavailableException, InterruptedException {
    JsonNode daily =
        api.get(
                String.format(
                    Locale.ROOT,
                    "/v1/forecast?latitude=%.2f&longitude=%.2f&timezone=auto&forecast_days=%d"
                        + "&daily=weather_code,temperature_2m_max,temperature_2m_min"
                        + ",precipitation_probability_max",
                    place.latitude(),
                    place.longitude(),
                    DAYS))
            .map(answer -> answer.path("daily"))
            .orElseThrow(() -> new SourceUnavailableException("Open-Meteo knows no forecast"));
    Map<LocalDate, Day> days = new TreeMap<>();
    JsonNode dates = daily.path("time");
    for (int i = 0; i < dates.size(); i++) {
      days.put(
          date(dates.path(i).asString("")),
          new Day(
              condition(daily.path("weather_code").path(i)),
              number(daily.path("temperature_2m_min").path(i)),
              number(daily.path("temperature_2m_max").path(i)),
              percent(daily.path("precipitation_probability_max").path(i))));
    }
    return days;
  }

  private static LocalDate date(String text) throws SourceUnavailableException {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new SourceUnavailableException("Open-Meteo answered a date that is none", e);
    }
  }

  private static @Nullable Double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : null;
  }

  private static @Nullable Integer percent(JsonNode node) {
    return node.isNumber() ? Math.clamp(node.asInt(), 0, 100) : null;
  }

  /// By the WMO's code table 4677 as Open-Meteo uses it.
  private static @Nullable WeatherCondition condition(JsonNode code) {
    if (!code.isNumber()) {
      return null;
    }
    return switch (code.asInt()) {
      case 0, 1 -> WeatherCondition.CLEAR;
      case 2, 3 -> WeatherCondition.CLOUDY;
      case 45, 48 -> WeatherCondition.FOG;
      case 51, 53, 55, 56, 57, 61, 63, 65, 66, 67, 80, 81, 82 -> WeatherCondition.RAIN;
      case 71, 73, 75, 77, 85, 86 -> WeatherCondition.SNOW;
      case 95, 96, 99 -> WeatherCondition.STORM;
      default -> null;
    };
  }
}
