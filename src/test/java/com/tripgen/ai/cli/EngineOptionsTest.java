package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.jobs.JobLimits;
import com.tripgen.ai.server.EngineSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class EngineOptionsTest {
  @Command(name = "any")
  private static final class AnyCommand {
    @Mixin private final EngineOptions engine = new EngineOptions();
  }

  private static EngineSettings settings(Map<String, String> environment, String... arguments) {
    AnyCommand command = new AnyCommand();
    new CommandLine(command)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .parseArgs(arguments);
    return command.engine.settings(JobLimits.DEFAULT);
  }

  private static EngineSettings settings(String... arguments) {
    return settings(Map.of(), arguments);
  }

  @Test
  void without_options_the_engine_behaves_as_by_default() {
    assertThat(settings()).isEqualTo(EngineSettings.DEFAULT);
  }

  @Test
  void every_time_can_be_given_in_its_own_unit() {
    EngineSettings engine =
        settings(
            "--lease=2s",
            "--sweep-interval=250ms",
            "--drain-delay=0s",
            "--shutdown-grace=1m",
            "--first-retry=100ms",
            "--longest-retry=3s",
            "--watch-reread=500ms",
            "--max-stream-age=1h",
            "--concurrency=7");

    assertThat(engine)
        .isEqualTo(
            new EngineSettings(
                Duration.ofSeconds(2),
                Duration.ofMillis(250),
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ofMillis(100),
                Duration.ofSeconds(3),
                7,
                JobLimits.DEFAULT,
                Duration.ofMillis(500),
                Duration.ofHours(1),
                EngineSettings.DEFAULT.retention()));
  }

  @Test
  void the_environment_may_say_it_too() {
    assertThat(settings(Map.of("TRIPGEN_LEASE", "4s", "TRIPGEN_CONCURRENCY", "3")))
        .extracting(EngineSettings::lease, EngineSettings::concurrency)
        .containsExactly(Duration.ofSeconds(4), 3);
  }

  @Test
  void what_is_no_duration_is_told_what_one_looks_like() {
    for (String text : new String[] {"2", "s", "-1s", "1.5s", "2 s", "PT2S", "2d", "9999999999s"}) {
      assertThatThrownBy(() -> settings("--lease", text))
          .isInstanceOf(ParameterException.class)
          .hasMessageContaining("--lease")
          .hasMessageContaining("'" + text + "' is not a duration such as 500ms, 2s, 5m or 1h");
    }
  }

  @Test
  void what_is_out_of_bounds_is_told_the_bounds() {
    assertThatThrownBy(() -> settings("--lease=999ms"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--lease is a duration from 1s to 24h, not 999ms");
    assertThatThrownBy(() -> settings("--max-stream-age=25h"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--max-stream-age is a duration from 1s to 24h, not 25h");
    assertThatThrownBy(() -> settings("--first-retry=2m"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--longest-retry is a duration from 2m to 24h, not 1m");
    assertThatThrownBy(() -> settings("--concurrency=0"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--concurrency is a number from 1 on, not 0");
  }
}
