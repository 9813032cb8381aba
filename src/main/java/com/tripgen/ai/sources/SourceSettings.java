package com.tripgen.ai.sources;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Which sources beyond this process are asked. None by default: the service needs no network.
public record SourceSettings(Optional<LocationApi> locationService, Optional<Forecast> forecast) {
  public static final SourceSettings NONE = new SourceSettings(Optional.empty(), Optional.empty());

  /// The Location service.
  ///
  /// @param base up to and with `/api/v1/locations`
  /// @param patience for everything that one destination needs
  public record LocationApi(URI base, Duration patience) {
    PlaceSource places(SourceListener listener) {
      return new LocationService(base, patience, listener);
    }
  }

  /// A weather service.
  public sealed interface Forecast {
    WeatherSource weather(Clock clock, SourceListener listener);
  }

  /// Open-Meteo, which needs no key.
  public record OpenMeteoApi(URI base, Duration timeout) implements Forecast {
    public static final URI BASE = URI.create("https://api.open-meteo.com");

    @Override
    public WeatherSource weather(Clock clock, SourceListener listener) {
      return new ForecastWeather(new OpenMeteo(base, timeout, listener), clock);
    }
  }

  /// OpenWeatherMap's forecast of five days.
  public record OpenWeatherMapApi(URI base, String key, Duration timeout) implements Forecast {
    public static final URI BASE = URI.create("https://api.openweathermap.org");

    @Override
    public WeatherSource weather(Clock clock, SourceListener listener) {
      return new ForecastWeather(new OpenWeatherMap(base, key, timeout, listener), clock);
    }

    /// Without the key.
    @Override
    public String toString() {
      return "OpenWeatherMapApi[base=" + base + "]";
    }
  }
}
