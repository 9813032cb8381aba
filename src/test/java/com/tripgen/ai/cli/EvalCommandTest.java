package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvalCommandTest {
  private final Screen screen = Screen.plain(100);

  @TempDir private Path folder;

  private int run(String... arguments) {
    return TripgenCommand.execute(screen.terminal(), Map.of(), UnaryOperator.identity(), arguments);
  }

  @Test
  void the_figures_are_printed_and_written() throws Exception {
    Path file = folder.resolve("eval.json");

    assertThat(run("eval", "--requests", "2", "--seed", "5", "--json", file.toString())).isZero();

    assertThat(screen.out())
        .contains("final pass rate", "100.00 %", "weather_safe", "Seoul", "limited");
    JsonNode report = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(report.path("seed").asInt()).isEqualTo(5);
    assertThat(report.path("final_pass_rate").asDouble()).isEqualTo(1);
    assertThat(report.path("constraints")).hasSize(12);
    assertThat(report.path("failures").isArray()).isTrue();
  }

  @Test
  void one_request_can_be_planned_alone() {
    assertThat(run("eval", "--only", "4")).isZero();
    assertThat(screen.out()).contains("1 of seed 1");
  }

  @Test
  void hostile_models_are_asked_with_hostile_requests() {
    assertThat(run("eval", "--hostile-model", "--requests", "2")).isZero();
    assertThat(screen.out()).contains("kept every promise", "honest", "repairable");
  }

  @Test
  void there_is_no_request_number_zero() {
    assertThat(run("eval", "--only", "0")).isEqualTo(2);
    assertThat(run("eval", "--requests", "0")).isEqualTo(2);
    assertThat(screen.err()).contains("--only must be at least 1, is 0");
  }
}
