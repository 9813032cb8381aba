package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.WeatherCondition;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// OpenWeatherMap's forecast in steps of three hours, put together by local days: the most severe
/// condition, the extremes. Days of which less than half is forecast are left out.
final class OpenWeatherMap implements ForecastApi {
  private static final int DAYS = 6;
  private static final int HALF_A_DAY = 4;
  private static final int LARGEST_OFFSET_SECONDS = 18 * 3600;
  private static final List<WeatherCondition> BY_SEVERITY =
      List.of(
          WeatherCondition.CLEAR,
          WeatherCondition.CLOUDY,
          WeatherCondition.FOG,
          WeatherCondition.RAIN,
          WeatherCondition.SNOW,
          WeatherCondition.STORM);

  private final JsonApi api;
  private final String key;

  OpenWeatherMap(URI base, String key, Duration timeout, SourceListener listener) {
    this.api = new JsonApi("OpenWeatherMap", base, timeout, JsonApi.patience(), listener);
    this.key = URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return "OpenWeather";
  }

  @Override
  public int days() {
    return DAYS;
  }

  @Override
  public Map<LocalDate, Day> forecast(Coordinates place)
      throws SourceUnavailableException, InterruptedException {
    JsonNode answer =
        api.get(
                String.format(
                    Locale.ROOT,
                    "/data/2.5/forecast?lat=%.2f&lon=%.2f&units=metric&appid=%s",
                    place.latitude(),
                    place.longitude(),
                    key))
            .orElseThrow(() -> new SourceUnavailableException("OpenWeatherMap knows no forecast"));
    int offset = answer.path("city").path("timezone").asInt(0);
    ZoneOffset zone =
        ZoneOffset.ofTotalSeconds(
            Math.clamp(offset, -LARGEST_OFFSET_SECONDS, LARGEST_OFFSET_SECONDS));
    Map<LocalDate, List<JsonNode>> steps = new TreeMap<>();
    for (JsonNode step : answer.path("list")) {
      LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(step.path("dt").asLong(0)), zone);
      steps.computeIfAbsent(date, day -> new ArrayList<>()).add(step);
    }
    Map<LocalDate, Day> days = new TreeMap<>();
    steps.forEach(
        (date, ofDay) -> {
          if (ofDay.size() >= HALF_A_DAY) {
            days.put(date, day(ofDay));
          }
        });
    return days;
  }

  private static Day day(List<JsonNode> steps) {
    return new Day(
        steps.stream()
            .map(step -> condition(step.path("weather").path(0).path("id").asInt(0)))
            .filter(Objects::nonNull)
            .max(Comparator.comparingInt(BY_SEVERITY::indexOf))
            .orElse(null),
        extreme(steps, "temp_min", false),
        extreme(steps, "temp_max", true),
        steps.stream()
            .map(step -> step.path("pop"))
            .filter(JsonNode::isNumber)
            .map(pop -> Math.clamp(Math.round(pop.asDouble() * 100), 0, 100))
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private static @Nullable Double extreme(List<JsonNode> steps, String field, boolean highest) {
    Comparator<Double> order = Comparator.naturalOrder();
    return steps.stream()
        .map(step -> step.path("main").path(field))
        .filter(JsonNode::isNumber)
        .map(JsonNode::asDouble)
        .max(highest ? order : order.reversed())
        .orElse(null);
  }

  /// By the groups of the service's condition codes.
  private static @Nullable WeatherCondition condition(int code) {
    return switch (code / 100) {
      case 2 -> WeatherCondition.STORM;
      case 3, 5 -> WeatherCondition.RAIN;
      case 6 -> WeatherCondition.SNOW;
      case 7 -> code == 771 || code == 781 ? WeatherCondition.STORM : WeatherCondition.FOG;
      case 8 -> code <= 801 ? WeatherCondition.CLEAR : WeatherCondition.CLOUDY;
      default -> null;
    };
  }
}
