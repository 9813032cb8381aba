package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.sources.SourceSettings;
import com.tripgen.ai.sources.SourceSettings.LocationApi;
import com.tripgen.ai.sources.SourceSettings.OpenMeteoApi;
import com.tripgen.ai.sources.SourceSettings.OpenWeatherMapApi;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class SourceOptionsTest {
  @Command(name = "any")
  private static final class AnyCommand {
    @Mixin private final SourceOptions sources;

    private AnyCommand(Map<String, String> environment) {
      this.sources = new SourceOptions(environment);
    }
  }

  private static SourceSettings settings(Map<String, String> environment, String... arguments) {
    AnyCommand command = new AnyCommand(environment);
    new CommandLine(command)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .parseArgs(arguments);
    return command.sources.settings();
  }

  private static SourceSettings settings(String... arguments) {
    return settings(Map.of(), arguments);
  }

  @Test
  void without_options_nobody_is_asked() {
    assertThat(settings()).isEqualTo(SourceSettings.NONE);
  }

  @Test
  void the_location_service_by_its_address() {
    assertThat(
            settings("--location-url=http://location/api/v1/locations", "--location-timeout=1500ms")
                .locationService())
        .contains(
            new LocationApi(
                URI.create("http://location/api/v1/locations"), Duration.ofMillis(1500)));
  }

  @Test
  void open_meteo_at_its_own_or_another_address() {
    assertThat(settings("--weather=open-meteo").forecast())
        .contains(new OpenMeteoApi(OpenMeteoApi.BASE, Duration.ofSeconds(2)));
    assertThat(settings("--weather=open-meteo", "--weather-url=http://meteo:8080").forecast())
        .contains(new OpenMeteoApi(URI.create("http://meteo:8080"), Duration.ofSeconds(2)));
  }

  @Test
  void openweathermap_with_the_key_of_the_environment() {
    assertThat(
            settings(Map.of("TRIPGEN_OPENWEATHERMAP_KEY", "k", "TRIPGEN_WEATHER", "openweathermap"))
                .forecast())
        .contains(new OpenWeatherMapApi(OpenWeatherMapApi.BASE, "k", Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "--weather=openweathermap, TRIPGEN_OPENWEATHERMAP_KEY",
    "--weather=crystal-ball, open-meteo",
    "--location-url=location:8080, --location-url",
    "--location-url=ftp://location, --location-url",
    "--location-url=http://x --location-timeout=1h, --location-timeout",
    "--weather-timeout=0s, --weather-timeout"
  })
  void what_is_wrong_is_named(String arguments, String named) {
    assertThatThrownBy(() -> settings(arguments.split(" ")))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(named);
  }
}
