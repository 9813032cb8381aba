package com.tripgen.ai.cli;

import com.tripgen.ai.sources.SourceSettings;
import com.tripgen.ai.sources.SourceSettings.Forecast;
import com.tripgen.ai.sources.SourceSettings.LocationApi;
import com.tripgen.ai.sources.SourceSettings.OpenMeteoApi;
import com.tripgen.ai.sources.SourceSettings.OpenWeatherMapApi;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say which services are asked for places and weather. Without any, none is.
final class SourceOptions {
  static final String KEY = "TRIPGEN_OPENWEATHERMAP_KEY";

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Map<String, String> environment;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--location-url",
      paramLabel = "URL",
      description = {
        "The Location service, such as https://location.example/api/v1/locations (default: not"
            + " asked)."
      })
  private @Nullable URI locationUrl;

  @Option(
      names = "--location-timeout",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationText.class,
      description =
          "How long the Location service may take for one destination (default: ${DEFAULT-VALUE}).")
  private Duration locationTimeout = Duration.ofSeconds(2);

  @Option(
      names = "--weather",
      paramLabel = "SERVICE",
      defaultValue = "none",
      description = {
        "Who forecasts the weather: none, open-meteo (needs no key) or openweathermap (key in",
        KEY + "; default: ${DEFAULT-VALUE})."
      })
  private Weather weather = Weather.NONE;

  @Option(
      names = "--weather-url",
      paramLabel = "URL",
      description = "Another address of that service, such as one's own Open-Meteo.")
  private @Nullable URI weatherUrl;

  @Option(
      names = "--weather-timeout",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationText.class,
      description = "How long a forecast may take (default: ${DEFAULT-VALUE}).")
  private Duration weatherTimeout = Duration.ofSeconds(2);

  /// Who forecasts the weather.
  private enum Weather {
    NONE("none"),
    OPEN_METEO("open-meteo"),
    OPENWEATHERMAP("openweathermap");

    private final String label;

    Weather(String label) {
      this.label = label;
    }

    /// As it is written on the command line.
    @Override
    public String toString() {
      return label;
    }
  }

  SourceOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /// @throws WrongSettings when an address or a time is not one, or the key is missing
  SourceSettings settings() {
    UsageErrors errors = new UsageErrors();
    limit("--location-timeout", locationTimeout, errors);
    limit("--weather-timeout", weatherTimeout, errors);
    http("--location-url", locationUrl, errors);
    http("--weather-url", weatherUrl, errors);
    String key = environment.getOrDefault(KEY, "").strip();
    errors.require(
        weather != Weather.OPENWEATHERMAP || !key.isEmpty(),
        "--weather openweathermap needs a key: put it in " + KEY);
    errors.throwIfAny(spec);
    return new SourceSettings(
        Optional.ofNullable(locationUrl).map(url -> new LocationApi(url, locationTimeout)),
        forecast(key));
  }

  private Optional<Forecast> forecast(String key) {
    return switch (weather) {
      case NONE -> Optional.empty();
      case OPEN_METEO -> Optional.of(new OpenMeteoApi(base(OpenMeteoApi.BASE), weatherTimeout));
      case OPENWEATHERMAP ->
          Optional.of(new OpenWeatherMapApi(base(OpenWeatherMapApi.BASE), key, weatherTimeout));
    };
  }

  private URI base(URI usual) {
    return Objects.requireNonNullElse(weatherUrl, usual);
  }

  private static void http(String option, @Nullable URI given, UsageErrors errors) {
    String scheme = given == null ? null : given.getScheme();
    errors.require(
        given == null || (scheme != null && scheme.matches("https?") && given.getHost() != null),
        option + " is an address that begins with http:// or https://, not " + given);
  }

  private static void limit(String option, Duration given, UsageErrors errors) {
    errors.require(
        given.compareTo(Duration.ofMillis(10)) >= 0 && given.compareTo(LONGEST) <= 0,
        "%s is a time from 10ms to %ss, not %sms"
            .formatted(option, LONGEST.toSeconds(), given.toMillis()));
  }
}
