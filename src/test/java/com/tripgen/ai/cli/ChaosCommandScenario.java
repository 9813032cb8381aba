package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The smallest run: one fault, which the seed makes a kill.
@Timeout(300)
class ChaosCommandScenario {
  private final Screen screen = Screen.plain(100);

  @TempDir private Path folder;

  private int run(String... arguments) {
    return TripgenCommand.execute(screen.terminal(), Map.of(), UnaryOperator.identity(), arguments);
  }

  @Test
  void a_kill_breaks_no_promise_and_the_figures_say_so() throws Exception {
    Path file = folder.resolve("chaos.json");

    int code =
        run(
            "chaos",
            "--minutes",
            "0.05",
            "--replicas",
            "2",
            "--seed",
            "19",
            "--json",
            file.toString());

    assertThat(code).as(screen.out() + screen.err()).isZero();
    assertThat(screen.out()).contains("kill -9 of a replica", "rescue after a kill");
    JsonNode report = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(report.path("faults").path("kill -9 of a replica").asInt()).isEqualTo(1);
    assertThat(report.path("violations").isArray()).isTrue();
    assertThat(report.path("violations")).isEmpty();
    assertThat(report.path("acknowledged").asInt()).isPositive();
    assertThat(report.path("checked").asInt()).isEqualTo(report.path("acknowledged").asInt());
    assertThat(report.path("rescues").path("samples").asInt()).isPositive();
  }
}
