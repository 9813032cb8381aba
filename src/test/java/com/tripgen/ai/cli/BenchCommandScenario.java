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

@Timeout(300)
class BenchCommandScenario {
  private final Screen screen = Screen.plain(200);

  @TempDir private Path folder;

  private int run(String... arguments) {
    return TripgenCommand.execute(screen.terminal(), Map.of(), UnaryOperator.identity(), arguments);
  }

  /// Whether the floor holds in so short a time depends on the machine, but both ways of telling
  /// must agree.
  @Test
  void a_figure_is_measured_beside_its_limit_and_a_missed_floor_is_the_exit_code()
      throws Exception {
    Path file = folder.resolve("bench.json");

    int code =
        run(
            "bench",
            "submit",
            "lifecycle_tuned",
            "--seconds",
            "0.2",
            "--warm-ups",
            "1",
            "--json",
            file.toString());

    assertThat(screen.err()).isEmpty();
    JsonNode figures = JsonMapper.shared().readTree(Files.readString(file)).path("figures");
    assertThat(figures.valueStream().map(it -> it.path("figure").stringValue()))
        .containsExactly("submit", "lifecycle_tuned");
    assertThat(figures.valueStream())
        .allSatisfy(
            it -> {
              assertThat(it.path("seen").path("least").asDouble()).isPositive();
              assertThat(it.path("limit_seen").path("least").asDouble()).isPositive();
            });
    assertThat(code)
        .isEqualTo(figures.valueStream().allMatch(it -> it.path("holds").asBoolean()) ? 0 : 1);
    assertThat(screen.out()).contains("submit", "INSERT of the row by JDBC", ">= 0.50 / 1.00");
  }

  /// A server that has just been started is far below any floor.
  @Test
  void the_short_form_measures_again_what_misses_its_floor() {
    Screen live = Screen.live(200);

    int code =
        TripgenCommand.execute(
            live.terminal(),
            Map.of(),
            UnaryOperator.identity(),
            "bench",
            "submit",
            "--short",
            "--seconds",
            "0.05",
            "--warm-ups",
            "0");

    assertThat(live.err()).isEmpty();
    assertThat(live.out())
        .contains("submit again, for longer", "INSERT of the row by JDBC", "Medians of 5");
    assertThat(live.out().contains("missed")).isEqualTo(code == TripgenCommand.FAILED);
  }

  @Test
  void
      a_table_of_many_finished_jobs_stands_beside_one_of_few_and_the_end_of_a_run_beside_its_start()
          throws Exception {
    Path file = folder.resolve("bench.json");

    int code =
        run(
            "bench",
            "flat",
            "held",
            "--seconds",
            "0.02",
            "--warm-ups",
            "1",
            "--finished",
            "20000",
            "--held",
            "2",
            "--json",
            file.toString());

    assertThat(screen.err()).isEmpty();
    JsonNode figures = JsonMapper.shared().readTree(Files.readString(file)).path("figures");
    assertThat(figures.path(0).path("figure").stringValue()).isEqualTo("flat");
    assertThat(figures.path(1).path("figure").stringValue()).isEqualTo("held");
    assertThat(figures.path(1).path("limit_seen").path("least").asDouble()).isPositive();
    assertThat(code)
        .isEqualTo(
            figures.path(0).path("holds").asBoolean() && figures.path(1).path("holds").asBoolean()
                ? 0
                : 1);
  }

  @Test
  void growth_is_told_size_by_size() throws Exception {
    Path file = folder.resolve("growth.json");

    int code =
        run(
            "bench",
            "growth",
            "finished",
            "--seconds",
            "0.02",
            "--warm-ups",
            "1",
            "--finished",
            "100,2000",
            "--json",
            file.toString());

    assertThat(screen.err()).isEmpty();
    assertThat(code).isEqualTo(TripgenCommand.FINE);
    JsonNode rows = JsonMapper.shared().readTree(Files.readString(file)).path("rows");
    assertThat(rows.valueStream().map(row -> row.path("figure").stringValue()))
        .containsExactly("lifecycle", "read", "submit");
    JsonNode lifecycle = rows.path(0);
    assertThat(lifecycle.path("by").stringValue()).isEqualTo("finished");
    assertThat(lifecycle.path("steps")).hasSize(2);
    assertThat(lifecycle.path("steps").path(1).path("size").asInt()).isEqualTo(2000);
    assertThat(lifecycle.path("steps").path(1).path("seen").path("least").asDouble()).isPositive();
    assertThat(screen.out()).contains("lifecycle, jobs/s", "2,000: ");
  }

  @Test
  void sizes_that_do_not_rise_are_refused() {
    assertThat(run("bench", "growth", "--replicas", "2,1")).isEqualTo(TripgenCommand.WRONG_USAGE);
    assertThat(screen.err()).contains("--replicas takes numbers from 1 on that rise, not [2, 1]");
  }

  @Test
  void a_run_of_no_time_or_a_table_of_no_jobs_is_refused() {
    assertThat(run("bench", "held", "--held", "0")).isEqualTo(TripgenCommand.WRONG_USAGE);
    assertThat(run("bench", "flat", "--finished", "0")).isEqualTo(TripgenCommand.WRONG_USAGE);
    assertThat(screen.err())
        .contains("--held is a number from 1 on, not 0", "--finished is a number from 1 on, not 0");
  }

  @Test
  void fewer_warm_ups_than_none_are_refused() {
    assertThat(run("bench", "submit", "--warm-ups", "-1")).isEqualTo(TripgenCommand.WRONG_USAGE);
    assertThat(screen.err()).contains("--warm-ups is a number from 0 on, not -1");
  }

  @Test
  void fewer_than_five_repetitions_are_refused() {
    assertThat(run("bench", "submit", "--repetitions", "4")).isEqualTo(TripgenCommand.WRONG_USAGE);
    assertThat(screen.err()).contains("--repetitions is a number from 5 on, not 4");
  }
}
