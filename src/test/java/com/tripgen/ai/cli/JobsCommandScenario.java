package com.tripgen.ai.cli;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.chaos.TcpProxy;
import com.tripgen.ai.server.EngineSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.support.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The `jobs` commands against a server on a socket.
@Timeout(180)
class JobsCommandScenario {
  private static final String TRIP =
      """
      {"trip_id": "%s", "transport_mode": "TRANSPORT_MODE_PUBLIC", "language_code": "en",
       "destinations": [{"name": "Seoul", "arrival_date": "2027-04-05", "departure_date": "2027-04-06"}],
       "members": [{"age": 34, "health_status": "HEALTH_STATUS_GOOD"}]}
      """;

  /// Seven hours at places that must be seen, in a day of three.
  private static final String IMPOSSIBLE_TRIP =
      """
      {"trip_id": "t-fail", "transport_mode": "TRANSPORT_MODE_PUBLIC", "language_code": "en",
       "daily_start_time": "09:00", "daily_end_time": "12:00",
       "destinations": [{"name": "Seoul", "arrival_date": "2027-04-05", "departure_date": "2027-04-05"}],
       "members": [{"age": 34, "health_status": "HEALTH_STATUS_GOOD"}],
       "candidate_places": [
         {"place_id": "A", "name": "place A", "category": "PLACE_CATEGORY_CULTURE",
          "coordinates": {"latitude": 37.57, "longitude": 126.98},
          "visit_minutes": 360, "wish": "WISH_MUST_VISIT"},
         {"place_id": "B", "name": "place B", "category": "PLACE_CATEGORY_CULTURE",
          "coordinates": {"latitude": 37.57, "longitude": 126.98},
          "visit_minutes": 60, "wish": "WISH_MUST_VISIT"}]}
      """;

  private static TestDatabase database;
  private static Server server;

  @TempDir private Path folder;

  private final Screen screen = Screen.plain(120);

  @BeforeAll
  static void serve() throws Exception {
    database = TestDatabase.create();
    server = serve(0, Role.API, Role.WORKER);
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  private static Server serve(int port, Role... roles) throws Exception {
    return serve(database, port, roles);
  }

  private static Server serve(TestDatabase database, int port, Role... roles) throws Exception {
    Server started =
        Server.start(
            new ServerConfig(
                port,
                database.service(),
                Set.of(roles),
                EngineSettings.DEFAULT.withDrainDelay(Duration.ZERO)));
    started.awaitServing();
    return started;
  }

  private static int run(Screen screen, int port, String... arguments) {
    return TripgenCommand.execute(
        screen.terminal(),
        Map.of("TRIPGEN_TARGET", "127.0.0.1:" + port),
        UnaryOperator.identity(),
        arguments);
  }

  private int run(String... arguments) {
    return run(screen, server.port(), arguments);
  }

  private String trip(String tripId) throws Exception {
    return Files.writeString(folder.resolve(tripId), TRIP.formatted(tripId)).toString();
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void a_submitted_trip_is_followed_to_its_end() throws Exception {
    assertThat(run("jobs", "submit", "--trip", trip("t-1"), "--request-id", "j-1", "--watch"))
        .as(screen.err())
        .isZero();
    assertThat(screen.out()).contains("100 %  done", "builtin-planner");

    Screen details = Screen.plain(120);
    assertThat(run(details, server.port(), "jobs", "get", "j-1")).isZero();
    assertThat(details.out()).contains("schedule-generation", "completed", "t-1", "1 of 3");

    assertThat(run("jobs", "cancel", "j-1")).isEqualTo(1);
    assertThat(run("jobs", "retry", "j-1")).isEqualTo(1);
    assertThat(screen.err().lines().filter(line -> line.startsWith("tripgen: "))).hasSize(2);
  }

  @Test
  void a_trip_that_cannot_be_ends_with_one_and_says_why() throws Exception {
    String trip = Files.writeString(folder.resolve("t-fail"), IMPOSSIBLE_TRIP).toString();

    assertThat(run("jobs", "submit", "--trip", trip, "--request-id", "j-fail", "--watch"))
        .isEqualTo(1);
    assertThat(screen.err())
        .contains("no schedule can keep", "place A", "what would help", "daily_end_time")
        .doesNotContain("\tat ");

    Screen details = Screen.plain(120);
    assertThat(run(details, server.port(), "jobs", "get", "j-fail")).isZero();
    assertThat(details.out()).contains("failed");
  }

  @Test
  void json_is_all_that_is_printed_when_asked_for() throws Exception {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(TRIP.formatted("t-2").getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("jobs", "submit", "--trip", "-", "--request-id", "j-2", "--json")).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(json(screen.out()).path("job").path("request_id").stringValue()).isEqualTo("j-2");

    Screen watch = Screen.plain(120);
    assertThat(run(watch, server.port(), "jobs", "watch", "j-2", "--json")).isZero();
    assertThat(watch.lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(json(line).has("job")).isTrue());
    assertThat(json(watch.lines().getLast()).path("job").path("status").stringValue())
        .isEqualTo("JOB_STATUS_COMPLETED");
    assertThat(watch.err()).isEmpty();
  }

  @Test
  void lists_come_in_pages_that_are_followed_when_asked_for() throws Exception {
    for (int job = 1; job <= 3; job++) {
      assertThat(
              run(
                  Screen.plain(120),
                  server.port(),
                  "jobs",
                  "submit",
                  "--trip=" + trip("t-list"),
                  "--request-id=list-" + job))
          .isZero();
    }

    assertThat(run("jobs", "list", "--trip", "t-list", "--page-size", "2")).isZero();
    assertThat(screen.out()).contains("list-3", "list-2").doesNotContain("list-1");
    assertThat(screen.err()).contains("--all");

    Screen all = Screen.plain(120);
    assertThat(
            run(
                all,
                server.port(),
                "jobs",
                "list",
                "--trip=t-list",
                "--page-size=2",
                "--all",
                "--json"))
        .isZero();
    assertThat(json(all.out()).path("jobs").findValuesAsString("request_id"))
        .containsExactly("list-3", "list-2", "list-1");
    assertThat(json(all.out()).has("next_page_token")).isFalse();
  }

  @Test
  void lists_are_of_a_type_and_of_a_time() throws Exception {
    submitted("t-time", "time-1");

    assertThat(listed("--created-after=1h")).contains("time-1");
    assertThat(listed("--created-before=1h")).doesNotContain("time-1");
    assertThat(listed("--created-after=2000-01-01", "--created-before=2001-01-01T00:00:00Z"))
        .doesNotContain("time-1");
    assertThat(listed("--type=schedule-generation")).contains("time-1");
    assertThat(listed("--type=weather-impact-analysis,schedule-regeneration"))
        .doesNotContain("time-1");

    assertThat(run("jobs", "list", "--created-after=1h", "--created-before=2h")).isEqualTo(1);
    assertThat(run("jobs", "list", "--created-after=soon")).isEqualTo(2);
    assertThat(screen.err()).contains("created_before", "'soon'").doesNotContain("\tat ");
  }

  private String listed(String... which) {
    Screen list = Screen.plain(120);
    String[] arguments =
        Stream.concat(Stream.of("jobs", "list", "--all"), Stream.of(which)).toArray(String[]::new);
    assertThat(run(list, server.port(), arguments)).as(list.err()).isZero();
    return list.out();
  }

  private void submitted(String tripId, String requestId) throws Exception {
    assertThat(
            run(
                Screen.plain(120),
                server.port(),
                "jobs",
                "submit",
                "--trip=" + trip(tripId),
                "--request-id=" + requestId))
        .isZero();
  }

  @Test
  void a_request_is_submitted_as_it_is_written_but_for_what_options_say() throws Exception {
    String request =
        Files.writeString(
                folder.resolve("request"),
                """
                {"request_id": "from-file", "priority": 2, "labels": {"source": "file"},
                 "run_time": "2099-01-01T00:00:00Z",
                 "recommendation_generation": {"place": {"place_id": "paris-louvre", "city": "Paris"},
                   "user_profile": {"group_type": "GROUP_TYPE_SOLO"}}}
                """)
            .toString();

    assertThat(
            run(
                "jobs",
                "submit",
                "--request=" + request,
                "--request-id=from-options",
                "--priority=7",
                "--fairness-key=web",
                "--label=team=night",
                "--label=shift=2",
                "--json"))
        .as(screen.err())
        .isZero();

    JsonNode job = json(screen.out()).path("job");
    assertThat(job.path("request_id").stringValue()).isEqualTo("from-options");
    assertThat(job.path("job_type").stringValue()).isEqualTo("JOB_TYPE_RECOMMENDATION_GENERATION");
    assertThat(job.path("priority").intValue()).isEqualTo(7);
    assertThat(job.path("labels"))
        .isEqualTo(json("{\"source\": \"file\", \"team\": \"night\", \"shift\": \"2\"}"));

    assertThat(run("jobs", "submit", "--request=" + request, "--trip=" + trip("both")))
        .isEqualTo(2);
    assertThat(run("jobs", "submit", "--request=" + request, "--priority=12")).isEqualTo(1);
    assertThat(screen.err()).contains("priority");

    Screen again = Screen.plain(120);
    assertThat(run(again, server.port(), "jobs", "submit", "--request=" + request)).isZero();
    assertThat(run(again, server.port(), "jobs", "submit", "--request=" + request)).isZero();
    assertThat(again.err()).contains("It had been submitted before.");
  }

  @Test
  void what_is_wrong_is_told_by_field_and_rule() throws Exception {
    String bad = Files.writeString(folder.resolve("bad"), "{\"trip_id\": \"x\"}").toString();

    assertThat(run("jobs", "submit", "--trip", bad)).isEqualTo(1);
    assertThat(run("jobs", "submit", "--trip", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(run("jobs", "get", "no-such-job")).isEqualTo(1);
    assertThat(run("jobs", "watch", "no-such-job")).isEqualTo(1);
    assertThat(run("jobs", "submit")).isEqualTo(2);
    assertThat(run("jobs", "list", "--status", "lost")).isEqualTo(2);

    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .contains("destinations", "there is no file", "no-such-job", "--trip", "'lost' is none of")
        .contains("queued, processing, completed, failed, cancelled")
        .doesNotContain("\tat ");
  }

  @Test
  void without_a_server_the_command_says_so_at_once() {
    assertThat(run("jobs", "list", "--target", "127.0.0.1:1")).isEqualTo(1);

    assertThat(screen.err())
        .contains("no service answers on 127.0.0.1:1", "./tripgen serve", "--target");
  }

  @Test
  void a_watch_ends_with_its_time_and_with_one_for_a_cancelled_job() throws Exception {
    try (TestDatabase idle = TestDatabase.create();
        Server noWorker = serve(idle, 0, Role.API)) {
      int port = noWorker.port();
      assertThat(run(screen, port, "jobs", "submit", "--trip", trip("t-3"), "--request-id", "j-3"))
          .isZero();

      assertThat(run(screen, port, "jobs", "watch", "j-3", "--timeout", "2s")).isEqualTo(1);

      assertThat(screen.err()).contains("--timeout");

      assertThat(run(screen, port, "jobs", "cancel", "j-3")).isZero();
      assertThat(run(screen, port, "jobs", "watch", "j-3")).isEqualTo(1);
      assertThat(screen.err()).contains("the job was cancelled", "./tripgen jobs retry j-3");
    }
  }

  @Test
  void a_watch_goes_on_with_the_next_server_when_its_own_is_gone() throws Exception {
    try (TestDatabase own = TestDatabase.create()) {
      Server first = serve(own, 0, Role.API);
      int port = first.port();
      try (TcpProxy proxy = TcpProxy.to("127.0.0.1", port)) {
        assertThat(
                run(
                    Screen.plain(120),
                    port,
                    "jobs",
                    "submit",
                    "--trip=" + trip("t-4"),
                    "--request-id=j-4"))
            .isZero();
        CompletableFuture<Integer> watch =
            CompletableFuture.supplyAsync(() -> run(screen, proxy.port(), "jobs", "watch", "j-4"));
        eventually(() -> assertThat(screen.out()).contains("waiting for a worker"));

        proxy.cut();
        first.close();
        try (Server _ = serve(own, port, Role.API, Role.WORKER)) {
          assertThat(watch.get(60, TimeUnit.SECONDS)).as(screen.err()).isZero();
        }

        assertThat(screen.out()).containsOnlyOnce("waiting for a worker").contains("100 %  done");
        assertThat(screen.err()).contains("the connection is lost");
      }
    }
  }
}
