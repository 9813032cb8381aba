package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.server.EngineSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The `schedules`, `recommendations` and `completion` commands, against a server on a socket.
@Timeout(180)
class ReadCommandsScenario {
  private static final String TRIP =
      """
      {"trip_id": "t-read", "transport_mode": "TRANSPORT_MODE_PUBLIC", "language_code": "en",
       "destinations": [{"name": "Seoul", "arrival_date": "2027-04-05", "departure_date": "2027-04-06"}],
       "members": [{"age": 34, "health_status": "HEALTH_STATUS_GOOD"}]}
      """;

  @TempDir private static Path folder;

  private static TestDatabase database;
  private static Server server;

  private final Screen screen = Screen.plain(120);

  @BeforeAll
  static void serve() throws Exception {
    database = TestDatabase.create();
    server =
        Server.start(
            new ServerConfig(
                0,
                database.service(),
                Set.of(Role.API, Role.WORKER),
                EngineSettings.DEFAULT.withDrainDelay(Duration.ZERO)));
    server.awaitServing();
    String trip = Files.writeString(folder.resolve("trip"), TRIP).toString();
    Screen submit = Screen.plain(120);
    assertThat(run(submit, "jobs", "submit", "--trip", trip, "--request-id", "j-read", "--watch"))
        .as(submit.err())
        .isZero();
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  private static int run(Screen screen, String... arguments) {
    return TripgenCommand.execute(
        screen.terminal(),
        Map.of("TRIPGEN_TARGET", "127.0.0.1:" + server.port()),
        UnaryOperator.identity(),
        arguments);
  }

  private int run(String... arguments) {
    return run(screen, arguments);
  }

  @Test
  void a_schedule_is_an_itinerary() {
    assertThat(run("schedules", "get", "j-read", "--language", "en")).as(screen.err()).isZero();

    assertThat(screen.out()).contains("Day 1", "Day 2", "2 days", "builtin-planner");
  }

  @Test
  void one_day_of_a_trip_stands_alone() {
    assertThat(run("schedules", "get", "--trip", "t-read", "--day", "2", "--language", "en"))
        .as(screen.err())
        .isZero();

    assertThat(screen.out()).contains("Day 2").doesNotContain("Day 1", "stops", " ms");
  }

  @Test
  void a_day_that_is_not_there_is_told() {
    assertThat(run("schedules", "get", "j-read", "--day", "9")).isEqualTo(1);
    assertThat(run("schedules", "get", "--trip", "t-read", "--day", "9")).isEqualTo(1);

    assertThat(screen.out()).isEmpty();
    assertThat(screen.err()).contains("--day is from 1 to 2").doesNotContain("\tat ");
  }

  @Test
  void schedules_are_listed() {
    assertThat(run("schedules", "list", "--trip", "t-read", "--status", "completed"))
        .as(screen.err())
        .isZero();
    assertThat(screen.out()).contains("REQUEST ID", "j-read", "completed");

    Screen schedule = Screen.plain(120);
    assertThat(run(schedule, "schedules", "get", "j-read", "--json")).isZero();
    String place =
        JsonMapper.shared().readTree(schedule.out()).findValuesAsString("place_id").stream()
            .filter(id -> !id.isEmpty())
            .findFirst()
            .orElseThrow();
    Screen visiting = Screen.plain(120);
    assertThat(run(visiting, "schedules", "list", "--place", place)).isZero();
    assertThat(visiting.out()).contains("j-read");

    Screen none = Screen.plain(120);
    assertThat(run(none, "schedules", "list", "--trip", "t-other")).isZero();
    assertThat(run(none, "schedules", "list", "--place", "no-such-place")).isZero();
    assertThat(none.out()).doesNotContain("j-read");
  }

  @Test
  void what_get_prints_can_be_edited_and_validated() throws Exception {
    assertThat(run("schedules", "get", "j-read", "--json")).isZero();
    Path mine = Files.writeString(folder.resolve("mine"), screen.out());

    Screen fine = Screen.plain(120);
    assertThat(run(fine, "schedules", "validate", mine.toString())).as(fine.out()).isZero();
    assertThat(fine.out()).contains("It breaks no rule.");

    Files.writeString(
        mine,
        screen
            .out()
            .replaceFirst("\"start_time\": \"\\d\\d:\\d\\d\"", "\"start_time\": \"03:00\""));
    Screen broken = Screen.plain(120);
    assertThat(run(broken, "schedules", "validate", mine.toString())).isEqualTo(1);
    assertThat(broken.out()).contains("DAY", "RULE");
  }

  @Test
  void a_recommendation_says_why() {
    assertThat(
            run(
                "recommendations",
                "get",
                "paris-louvre",
                "--city=Paris",
                "--company=couple",
                "--health=good",
                "--preference=culture,food",
                "--age=34,7",
                "--transport=public",
                "--date=2027-04-06",
                "--language=en"))
        .as(screen.err())
        .isZero();

    assertThat(screen.out()).contains("Louvre", "about", "why");
  }

  @Test
  void a_shell_completes_commands_options_and_their_values() throws Exception {
    assertThat(run("completion")).isZero();
    Path script = Files.writeString(folder.resolve("completion"), screen.out());

    assertThat(bash("bash", "-n", script.toString())).isEmpty();
    assertThat(completed(script, "jobs", "w")).isEqualTo("watch");
    assertThat(completed(script, "jobs", "list", "--created-a")).isEqualTo("--created-after");
    assertThat(completed(script, "jobs", "list", "--status", "qu")).isEqualTo("queued");
    assertThat(completed(script, "serve", "--role", "")).isEqualTo("api worker");
    assertThat(completed(script, "serve", "--generator", "")).isEqualTo("planner hybrid");
    assertThat(completed(script, "serve", "--model-over-budget", "")).isEqualTo("fall-back fail");
  }

  /// `compopt` works only below a keyboard, so it is replaced here.
  private static String completed(Path script, String... words) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("-c");
    arguments.add(
        "compopt() { :; }; source \"$0\"; COMP_WORDS=(tripgen \"$@\"); COMP_CWORD=$#;"
            + " _complete_tripgen; echo \"${COMPREPLY[@]}\"");
    arguments.add(script.toString());
    arguments.addAll(List.of(words));
    return bash("bash", arguments.toArray(String[]::new));
  }

  /// The script names the values of an option after its label.
  @Test
  void options_with_the_same_label_have_the_same_values_to_complete() {
    assertThat(run("completion")).isZero();

    Pattern values = Pattern.compile("local (\\w+)_option_args=(.*?) #.*");
    Map<String, String> known = new HashMap<>();
    int found = 0;
    for (String line : screen.lines()) {
      Matcher option = values.matcher(line.strip());
      if (line.startsWith("function ")) {
        known.clear();
      } else if (option.matches()) {
        found++;
        String before = known.putIfAbsent(option.group(1), option.group(2));
        assertThat(option.group(2)).as(line).isEqualTo(before == null ? option.group(2) : before);
      }
    }
    assertThat(found).isGreaterThan(10);
  }

  private static String bash(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
