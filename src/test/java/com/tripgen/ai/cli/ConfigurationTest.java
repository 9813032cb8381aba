package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Flags over environment over file, and everything that is wrong told at once.
class ConfigurationTest {
  private static final String BEGIN = "<!-- settings of serve -->";
  private static final String END = "<!-- end of the settings of serve -->";

  private final Screen screen = Screen.plain(160);
  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path folder;

  private int run(String... arguments) {
    return TripgenCommand.execute(
        screen.terminal(), environment, UnaryOperator.identity(), arguments);
  }

  private String file(String... lines) throws IOException {
    return Files.write(folder.resolve("tripgen.properties"), List.of(lines)).toString();
  }

  private void assertSetting(String name, String value, String origin) {
    assertThat(screen.lines())
        .anySatisfy(line -> assertThat(line.split("\\s{2,}")).containsExactly(name, value, origin));
  }

  @Test
  void a_flag_wins_over_the_environment_and_that_over_the_file() throws IOException {
    String file = file("embedded=true", "port = 1111", "lease=9s", "sweep-interval=3s");
    environment.putAll(Map.of("TRIPGEN_PORT", "2222", "TRIPGEN_LEASE", "8s"));

    assertThat(run("check-config", "--config", file, "--port", "3333")).isZero();

    assertSetting("--port", "3333", "flag");
    assertSetting("--lease", "8s", "environment TRIPGEN_LEASE");
    assertSetting("--sweep-interval", "3s", "file " + file);
    assertSetting("--embedded", "true", "file " + file);
    assertSetting("--drain-delay", "5s", "default");
    assertSetting("--role", "api,worker", "default");
  }

  @Test
  void the_environment_may_name_the_file() throws IOException {
    environment.put("TRIPGEN_CONFIG", file("embedded=true", "queue-limit=77"));

    assertThat(run("check-config")).isZero();

    assertSetting("--queue-limit", "77", "file " + environment.get("TRIPGEN_CONFIG"));
  }

  @Test
  void secrets_are_taken_from_the_file_and_never_shown() throws IOException {
    String file =
        file(
            "database-url=jdbc:postgresql://db/tripgen_ai",
            "database-user=ai_service",
            "database-password=hunter2",
            "location-url=http://me:hunter3@location.example/api");
    environment.put("TRIPGEN_OPENWEATHERMAP_KEY", "hunter4");

    assertThat(run("check-config", "--config=" + file, "--weather=openweathermap")).isZero();

    assertSetting("TRIPGEN_DATABASE_PASSWORD", "********", "file " + file);
    assertSetting(
        "TRIPGEN_OPENWEATHERMAP_KEY", "********", "environment TRIPGEN_OPENWEATHERMAP_KEY");
    assertSetting("--location-url", "http://********@location.example/api", "file " + file);
    assertThat(screen.out()).doesNotContain("hunter");
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_by_serve_and_by_check_config() throws IOException {
    String file = file("portt=1", "lease=soon", "queue-limit=1");
    environment.putAll(Map.of("TRIPGEN_CONCURRENCY", "0", "TRIPGEN_PORT", "http"));

    for (String command : List.of("serve", "check-config")) {
      Screen before = Screen.plain(160);
      int exit =
          TripgenCommand.execute(
              before.terminal(),
              environment,
              UnaryOperator.identity(),
              command,
              "--config",
              file,
              "--sweep-interval=1ms",
              "--drain-dely=1s",
              "--location-url=ftp://x",
              "--database-url=jdbc:postgresql://db/x");

      assertThat(exit).isEqualTo(2);
      assertThat(before.out()).isEmpty();
      assertThat(before.err())
          .contains(file + ": there is no setting 'portt'; did you mean port?")
          .contains("--lease", "'soon' is not a duration")
          .contains("--queue-limit is a number from 2 on, not 1")
          .contains("--concurrency is a number from 1 on, not 0")
          .contains("--port", "'http'")
          .contains("--sweep-interval is a duration from 10ms to 24h, not 1ms")
          .contains("there is no option '--drain-dely=1s'; did you mean --drain-delay")
          .contains("--location-url is an address that begins with http:// or https://")
          .contains("--database-url needs --database-user")
          .contains("TRIPGEN_DATABASE_PASSWORD");
      assertThat(before.err().lines().findFirst()).contains("tripgen: 10 settings are wrong:");
    }
  }

  @Test
  void every_command_refuses_a_file_with_unknown_settings() throws IOException {
    assertThat(run("migrate", "--config", file("embeded=true"))).isEqualTo(2);
    assertThat(screen.err())
        .contains("there is no setting 'embeded'; did you mean embedded?", "which database?");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThat(run("serve", "--embedded", "--config", "/no/such.properties")).isEqualTo(2);
    assertThat(screen.err())
        .startsWith("tripgen: there is no file /no/such.properties; give --config another");
  }

  @Test
  void help_is_given_whatever_is_wrong() {
    environment.put("TRIPGEN_PORT", "http");

    assertThat(run("serve", "--help", "--config", "/no/such.properties")).isZero();
    assertThat(screen.out()).contains("--config");
  }

  @Test
  void the_table_in_the_readme_is_that_of_the_code() throws IOException {
    environment.put("TRIPGEN_PORT", "1");
    assertThat(run("check-config", "--table")).isZero();

    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).contains(BEGIN, END);
    List<String> held =
        readme
            .substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END))
            .strip()
            .lines()
            .toList();
    assertThat(held)
        .as("put what ./tripgen check-config --table prints between the markers in README.md")
        .isEqualTo(new ArrayList<>(screen.lines()));
    assertThat(Arrays.asList(screen.out().split("\n")))
        .contains("| `--port PORT` | 9090 | The gRPC port, 0 for any free one. |");
  }
}
