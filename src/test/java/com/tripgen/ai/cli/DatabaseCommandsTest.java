package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.support.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands of the installation guide, as they are typed.
class DatabaseCommandsTest {
  private static final Map<String, String> PASSWORDS =
      Map.of(
          "TRIPGEN_OWNER_PASSWORD", "owner's password",
          "TRIPGEN_SERVICE_PASSWORD", "service password");

  private static TestDatabase database;

  private final Screen screen = Screen.plain(120);

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private int run(Map<String, String> environment, String... arguments) {
    return TripgenCommand.execute(
        screen.terminal(), environment, UnaryOperator.identity(), arguments);
  }

  /// On the test's database.
  private int runOn(DatabaseAccess access, String command, String... more) {
    String[] arguments = new String[more.length + 5];
    arguments[0] = command;
    arguments[1] = "--database-url";
    arguments[2] = access.jdbcUrl();
    arguments[3] = "--database-user";
    arguments[4] = access.user();
    System.arraycopy(more, 0, arguments, 5, more.length);
    return run(Map.of(DatabaseOptions.PASSWORD, access.password()), arguments);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void doctor_is_fine_until_an_item_fails_and_shows_the_command_on_one_line() throws SQLException {
    assertThat(runOn(database.service(), "doctor")).isZero();
    assertThat(screen.out()).contains("json_queries").contains("OK").doesNotContain("FAILED");

    execute("DROP INDEX ai_schema.idx_ai_jobs_created_at");
    Screen broken = Screen.plain(60);
    int code =
        TripgenCommand.execute(
            broken.terminal(),
            Map.of(
                DatabaseOptions.PASSWORD,
                database.owner().password(),
                "TRIPGEN_DATABASE_URL",
                database.owner().jdbcUrl(),
                "TRIPGEN_DATABASE_USER",
                "tripgen_owner"),
            UnaryOperator.identity(),
            "doctor");

    String mend =
        "CREATE INDEX CONCURRENTLY idx_ai_jobs_created_at ON ai_schema.ai_jobs USING btree"
            + " (created_at);";
    assertThat(code).isEqualTo(1);
    assertThat(broken.out()).contains("FAILED");
    assertThat(broken.lines()).contains("-- as tripgen_owner, in psql:", mend);
    execute(mend);
    assertThat(runOn(database.service(), "doctor")).isZero();
  }

  @Test
  void doctor_answers_json_as_the_rpc_does() {
    assertThat(runOn(database.service(), "doctor", "--json")).isZero();

    JsonNode checks = JsonMapper.shared().readTree(screen.out()).path("checks");
    assertThat(checks.size()).isEqualTo(19);
    assertThat(checks.get(0).path("name").asString()).isEqualTo("connection");
    assertThat(checks.get(0).path("status").asString()).isEqualTo("INSTALLATION_CHECK_STATUS_OK");
  }

  @Test
  void doctor_names_what_is_wrong_when_there_is_no_connection() {
    DatabaseAccess wrong =
        DatabaseAccess.of(database.service().jdbcUrl(), "ai_service", "not the password");

    assertThat(runOn(wrong, "doctor")).isEqualTo(1);
    assertThat(screen.out()).contains("connection").contains("FAILED").contains("pg_hba.conf");
    assertThat(screen.out() + screen.err()).doesNotContain("not the password");
  }

  @Test
  void stats_prints_tables_or_json() {
    assertThat(runOn(database.service(), "stats")).isZero();
    assertThat(screen.out()).contains("ai_schedules", "SCHEDULE_GENERATION", "EXPIRE WITHIN A DAY");

    Screen json = Screen.plain(100);
    int code =
        TripgenCommand.execute(
            json.terminal(),
            Map.of(DatabaseOptions.PASSWORD, database.service().password()),
            UnaryOperator.identity(),
            "stats",
            "--json",
            "--database-url",
            database.service().jdbcUrl(),
            "--database-user",
            "ai_service");
    assertThat(code).isZero();
    JsonNode figures = JsonMapper.shared().readTree(json.out());
    assertThat(figures.path("max_connections").asInt()).isPositive();
    assertThat(figures.path("queues").size()).isEqualTo(4);
  }

  @Test
  void stats_is_not_watched_faster_than_every_second() {
    assertThat(runOn(database.service(), "stats", "--watch=10ms")).isEqualTo(2);
    assertThat(screen.err()).contains("--watch is a duration of at least 1s");
  }

  @Test
  void sample_rows_are_put_in_once_and_not_among_others() throws SQLException {
    try (TestDatabase empty = TestDatabase.create()) {
      assertThat(runOn(empty.service(), "seed-sample-data")).isZero();
      assertThat(runOn(empty.service(), "seed-sample-data")).isZero();
      assertThat(screen.out())
          .isEqualTo("6 sample rows inserted.\nNothing to do: the sample rows are there.\n");

      try (Connection connection = empty.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("UPDATE ai_schema.ai_jobs SET request_id = 'other' WHERE id = 1");
      }
      assertThat(runOn(empty.service(), "seed-sample-data")).isEqualTo(1);
      assertThat(screen.err()).contains("other rows than the guide's samples");
    }
  }

  @Test
  void provision_prints_sql_without_any_password() {
    assertThat(run(PASSWORDS, "provision")).isZero();
    assertThat(screen.out())
        .contains("CREATE DATABASE \"tripgen_ai\"", "SCRAM-SHA-256$", "\\connect")
        .doesNotContain("owner's password")
        .doesNotContain("service password");
  }

  @Test
  void provision_names_every_missing_password_at_once() {
    assertThat(run(Map.of(), "provision", "--run")).isEqualTo(2);
    assertThat(screen.err())
        .contains("TRIPGEN_OWNER_PASSWORD", "TRIPGEN_SERVICE_PASSWORD", "TRIPGEN_ADMIN_PASSWORD");
  }

  @Test
  void provision_tells_why_it_can_not_be_run() {
    Map<String, String> environment = new HashMap<>(PASSWORDS);
    environment.put("TRIPGEN_ADMIN_PASSWORD", "wrong");

    assertThat(
            run(
                environment,
                "provision",
                "--run",
                "--database-url",
                database.administrator().to("never_made").jdbcUrl()))
        .isEqualTo(1);
    assertThat(screen.err()).contains("password authentication failed");
  }

  @Test
  void backup_and_restore_say_in_one_sentence_why_they_can_not(@TempDir Path folder) {
    assertThat(
            runOn(
                database.owner(),
                "backup",
                "--dir",
                folder.toString(),
                "--pg-bin",
                folder.toString()))
        .isEqualTo(1);
    assertThat(screen.err()).contains("pg_dump is missing: name another folder with --pg-bin");

    assertThat(runOn(database.owner(), "restore", folder.resolve("none.dump").toString()))
        .isEqualTo(1);
    assertThat(screen.err()).contains("none.dump can't be read");
    assertThat(runOn(database.owner(), "backup", "--dir", "x", "--keep", "0")).isEqualTo(2);
  }
}
