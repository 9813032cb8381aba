package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that is decided before anything is started.
class TripgenCommandTest {
  private static final String URL = "jdbc:postgresql://127.0.0.1:1/none";

  private final Screen screen = Screen.plain(100);

  private int run(Map<String, String> environment, String... arguments) {
    return TripgenCommand.execute(
        screen.terminal(), environment, UnaryOperator.identity(), arguments);
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  @Test
  void help_goes_to_the_output_and_is_fine() {
    assertThat(run("--help")).isZero();
    assertThat(screen.out()).contains("demo", "serve", "migrate", "chaos");
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void every_command_explains_itself() {
    assertThat(run("serve", "--help")).isZero();
    assertThat(run("demo", "-h")).isZero();
    assertThat(run("migrate", "--help")).isZero();
    assertThat(run("chaos", "--help")).isZero();
    assertThat(screen.out()).contains("--embedded", "--role", "--trip", "--dry-run", "--replicas");
  }

  @Test
  void without_a_command_the_help_is_an_error() {
    assertThat(run()).isEqualTo(2);
    assertThat(screen.err()).contains("Usage: tripgen");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void an_unknown_command_is_wrong_usage_and_similar_ones_are_named() {
    assertThat(run("migrat")).isEqualTo(2);
    assertThat(screen.err())
        .startsWith("tripgen: there is no command 'migrat'; did you mean migrate?")
        .contains("./tripgen --help");
  }

  @Test
  void an_unknown_option_is_wrong_usage() {
    assertThat(run("serve", "--embeded")).isEqualTo(2);
    assertThat(screen.err())
        .contains(
            "there is no option '--embeded'; did you mean --embedded", "tripgen serve --help");
  }

  @Test
  void serving_needs_to_know_the_database() {
    assertThat(run("serve")).isEqualTo(2);
    assertThat(screen.err()).contains("which database? Give --embedded", "--database-url");
  }

  @Test
  void there_is_only_one_database() {
    assertThat(run("migrate", "--embedded", "--database-url", URL)).isEqualTo(2);
    assertThat(screen.err()).contains("--embedded and --database-url exclude each other");
  }

  @Test
  void the_two_ways_not_to_migrate_exclude_each_other() {
    assertThat(run("migrate", "--embedded", "--status", "--dry-run")).isEqualTo(2);
    assertThat(screen.err()).startsWith("tripgen: --status, --dry-run are mutually exclusive");
  }

  @Test
  void wrong_values_are_wrong_usage() {
    assertThat(run("serve", "--embedded", "--port", "70000")).isEqualTo(2);
    assertThat(run("serve", "--embedded", "--port", "http")).isEqualTo(2);
    assertThat(run("serve", "--embedded", "--role", "boss")).isEqualTo(2);
    assertThat(run("demo", "--language", "fr")).isEqualTo(2);
    assertThat(run("chaos", "--replicas", "1")).isEqualTo(2);
    assertThat(run("chaos", "--minutes", "0")).isEqualTo(2);
    assertThat(screen.err())
        .contains("--replicas is a number from 2 on", "--minutes is a number above 0")
        .contains("70000", "'http'", "[API, WORKER]", "'fr' is neither ko nor en");
  }

  @Test
  void a_wrong_value_in_the_environment_is_wrong_usage_too() {
    assertThat(run(Map.of("TRIPGEN_PORT", "none"), "serve", "--embedded")).isEqualTo(2);
    assertThat(screen.err()).contains("--port", "'none'");
  }

  @Test
  void a_missing_trip_is_one_sentence_and_a_failure(@TempDir Path folder) {
    Path file = folder.resolve("trip.json");

    assertThat(run("demo", "--trip", file.toString())).isEqualTo(1);
    assertThat(screen.err().lines())
        .containsExactly(
            "tripgen: there is no file " + file + "; name one with the JSON of a trip");
  }

  @Test
  void a_stack_trace_is_for_those_who_ask_for_it(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("trip.json"), "{\"trip_idd\": 1}");

    assertThat(run("demo", "--trip", file.toString())).isEqualTo(1);
    assertThat(screen.err()).contains("trip_idd").doesNotContain("\tat ");

    assertThat(run("demo", "--trip", file.toString(), "--verbose")).isEqualTo(1);
    assertThat(screen.err()).contains("\tat ");
  }

  @Test
  void the_environment_can_ask_for_the_stack_trace(@TempDir Path folder) {
    String file = folder.resolve("trip.json").toString();

    assertThat(run(Map.of("TRIPGEN_DEBUG", "1"), "demo", "--trip", file)).isEqualTo(1);
    assertThat(screen.err()).contains("\tat ");
  }

  @Test
  void a_variable_named_like_help_or_version_changes_nothing() {
    assertThat(run(Map.of("TRIPGEN_VERSION", "7", "TRIPGEN_HELP", "me"), "serve")).isEqualTo(2);
    assertThat(screen.err()).contains("which database?");
  }
}
