package com.tripgen.ai.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.tripgen.ai.database.ClientEnvironment;
import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.database.Provisioning;
import com.tripgen.ai.support.DebianPostgres;
import com.tripgen.ai.support.TestDatabase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Section 10 of the guide, with real programs on a real server.
class BackupTest {
  private static final String OWNER_PASSWORD = "owner's own password";
  private static final String SERVICE_PASSWORD = "service password";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static DebianPostgres postgres;

  @TempDir private Path folder;

  private String name;

  @BeforeAll
  static void start() throws Exception {
    postgres = DebianPostgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  @BeforeEach
  void fill() throws SQLException {
    name = provisioned();
    new Migrations(owner(name)).migrate();
    try (Database database = database(owner(name))) {
      new SampleData(database).insert();
    }
    execute(
        name,
        """
        INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload, result, trip_id, completed_at)
        SELECT 'job-' || n, 'SCHEDULE_GENERATION', 'COMPLETED',
               jsonb_build_object('text', '한국어 "quoted" \\ back' || n), jsonb_build_object('n', n / 7.0), 'trip-1', now()
        FROM generate_series(1, 2000) AS n
        """,
        """
        INSERT INTO ai_schema.ai_job_events (job_id, revision, status, attempt, progress, error)
        SELECT id, 1, status, 1, 100, jsonb_build_object('message', request_id)
        FROM ai_schema.ai_jobs
        WHERE request_id LIKE 'job-%'
        """,
        """
        INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status, schedule_data, generated_at, expired_at)
        SELECT request_id, trip_id, 'COMPLETED', '{"schedules":[]}', now(), 'infinity'
        FROM ai_schema.ai_jobs
        WHERE request_id LIKE 'job-%'
        """);
  }

  private static String provisioned() {
    String database = "backup_" + NUMBER.incrementAndGet();
    new Provisioning(database, OWNER_PASSWORD, SERVICE_PASSWORD).run(postgres.administrator());
    return database;
  }

  private static DatabaseAccess owner(String database) {
    return postgres.access(database, "tripgen_owner", OWNER_PASSWORD);
  }

  private static Database database(DatabaseAccess access) {
    return new Database(access, PoolSettings.ONE_BY_ONE);
  }

  private static void execute(String database, String... statements) throws SQLException {
    try (Connection connection = TestDatabase.connect(owner(database));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// Every row of every table, as text, and where its ids go on.
  private static Map<String, List<String>> rows(String database) throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    try (Connection connection = TestDatabase.connect(owner(database));
        Statement statement = connection.createStatement()) {
      for (String table : relations(statement, 'r')) {
        rows.put(
            table,
            texts(statement, "SELECT t::TEXT FROM ai_schema.%s AS t ORDER BY 1".formatted(table)));
      }
      for (String sequence : relations(statement, 'S')) {
        rows.put(
            sequence,
            texts(statement, "SELECT last_value || ' ' || is_called FROM ai_schema." + sequence));
      }
    }
    return rows;
  }

  private static List<String> relations(Statement statement, char kind) throws SQLException {
    return texts(
        statement,
        """
        SELECT relname
        FROM pg_class
        WHERE relnamespace = to_regnamespace('ai_schema')
          AND relkind = '%s'
        """
            .formatted(kind));
  }

  private static List<String> texts(Statement statement, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet all = statement.executeQuery(query)) {
      while (all.next()) {
        texts.add(all.getString(1));
      }
    }
    return texts;
  }

  private static PostgresPrograms programs(Path programs) {
    return new PostgresPrograms(programs, Duration.ofMinutes(2));
  }

  private Backup.Written backup(Path programs, Instant now, int keep) throws IOException {
    try (Database database = database(owner(name));
        PostgresPrograms found = programs(programs)) {
      return new Backup(database, owner(name), found, Clock.fixed(now, ZoneOffset.UTC))
          .write(folder, keep);
    }
  }

  private Path backup() throws IOException {
    return backup(DebianPostgres.PROGRAMS, Instant.parse("2027-04-05T01:02:03Z"), 10).file();
  }

  private static void restore(Path programs, String database, Path file, boolean overData)
      throws IOException {
    try (Database target = database(owner(database));
        PostgresPrograms found = programs(programs)) {
      new Restore(target, owner(database), found).run(file, overData);
    }
  }

  private static void restore(String database, Path file, boolean overData) throws IOException {
    restore(DebianPostgres.PROGRAMS, database, file, overData);
  }

  /// The real programs, but for one that is a script.
  private Path programsWith(String program, String script) throws IOException {
    Path programs = Files.createDirectory(folder.resolve("bin"));
    for (String real : List.of("pg_dump", "pg_restore", "psql")) {
      Path target = DebianPostgres.PROGRAMS.resolve(real);
      if (real.equals(program)) {
        Path file = Files.writeString(programs.resolve(real), script.replace("REAL", "" + target));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      } else {
        Files.createSymbolicLink(programs.resolve(real), target);
      }
    }
    return programs;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void every_row_comes_back_and_the_service_works_with_them() throws Exception {
    Map<String, List<String>> before = rows(name);
    Path file = backup();
    byte[] bytes = Files.readAllBytes(file);
    String target = provisioned();

    restore(target, file, false);

    assertThat(rows(target)).isEqualTo(before);
    assertThat(before.get("ai_jobs")).hasSize(2003);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    DatabaseAccess service = postgres.access(target, "ai_service", SERVICE_PASSWORD);
    try (Database database = database(service)) {
      assertThat(new Installation(database, service).check())
          .filteredOn(InstallationCheck::hasFailed)
          .isEmpty();
    }
  }

  @Test
  void a_backup_lies_beside_a_checksum_that_sha256sum_understands() throws Exception {
    Path file = backup();

    assertThat(files())
        .containsExactly(file.getFileName().toString(), file.getFileName() + ".sha256");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    int code =
        new ProcessBuilder("sha256sum", "--check", "--status", file.getFileName() + ".sha256")
            .directory(folder.toFile())
            .start()
            .waitFor();
    assertThat(code).isZero();
    DatabaseAccess service = postgres.access(name, "ai_service", SERVICE_PASSWORD);
    try (Database database = database(service)) {
      assertThat(new Installation(database, service).check())
          .filteredOn(it -> it.name().equals("backup"))
          .allSatisfy(it -> assertThat(it.status()).isEqualTo(InstallationCheck.Status.OK))
          .hasSize(1);
    }
  }

  @Test
  void a_file_that_was_cut_short_is_refused_whatever_its_checksum_says() throws Exception {
    Path file = backup();
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(content.length() * 2 / 3);
    }
    Map<String, List<String>> before = rows(name);

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> restore(name, file, true))
        .withMessageContaining("its checksum differs");

    BackupFile cut = new BackupFile(file);
    cut.writeChecksum(cut.checksum(), file.getFileName().toString());
    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> restore(name, file, true))
        .withMessageContaining("is no whole backup");

    Files.delete(cut.checksumFile());
    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> restore(name, file, true))
        .withMessageContaining(".sha256 is missing");
    assertThat(rows(name)).isEqualTo(before);
  }

  @Test
  void a_full_disk_leaves_the_backups_that_are_there_and_no_other() throws Exception {
    backup();
    List<String> before = files();
    // At most 8 blocks may be written to a file, as on a disk that is full then.
    Path programs =
        programsWith(
            "pg_dump",
            "#!/bin/bash\ntrap '' XFSZ\n[ \"$1\" = --version ] || ulimit -f 8\nexec REAL \"$@\"\n");

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> backup(programs, Instant.parse("2027-04-06T00:00:00Z"), 1))
        .withMessageContaining("there is no new backup")
        .withMessageContaining("File too large");

    assertThat(files()).isEqualTo(before);
  }

  @Test
  void a_database_that_takes_no_row_is_backed_up_and_that_it_could_not_be_told_is_said()
      throws Exception {
    backup();
    execute(
        name,
        "ALTER ROLE tripgen_owner IN DATABASE %s SET default_transaction_read_only = on"
            .formatted(name));

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> backup(DebianPostgres.PROGRAMS, Instant.parse("2027-04-06T00:00:00Z"), 1))
        .withMessageContaining(name + "-20270406T000000Z.dump is a whole backup")
        .withMessageContaining("read-only transaction");

    assertThat(files()).filteredOn(file -> file.endsWith(".dump")).hasSize(2);
  }

  @Test
  void a_wrong_password_is_told() {
    DatabaseAccess wrong = postgres.access(name, "tripgen_owner", "wrong");
    try (Database database = database(wrong);
        PostgresPrograms programs = programs(DebianPostgres.PROGRAMS)) {
      assertThatExceptionOfType(DatabaseUnavailableException.class)
          .isThrownBy(
              () -> new Backup(database, wrong, programs, Clock.systemUTC()).write(folder, 1))
          .withMessageContaining("password authentication failed");
    }
    // Also where only the program meets it.
    try (Database database = database(owner(name));
        PostgresPrograms programs = programs(DebianPostgres.PROGRAMS)) {
      assertThatExceptionOfType(BackupException.class)
          .isThrownBy(
              () -> new Backup(database, wrong, programs, Clock.systemUTC()).write(folder, 1))
          .withMessageContaining("password authentication failed");
    }
  }

  @Test
  void rows_that_are_there_are_replaced_only_when_told() throws Exception {
    Map<String, List<String>> before = rows(name);
    Path file = backup();
    execute(
        name,
        "DELETE FROM ai_schema.ai_jobs WHERE request_id LIKE 'job-1%'",
        "CREATE TABLE ai_schema.later (id INT)");
    Map<String, List<String>> changed = rows(name);

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> restore(name, file, false))
        .withMessageContaining("--over-data");
    assertThat(rows(name)).isEqualTo(changed);

    restore(name, file, true);
    assertThat(rows(name)).isEqualTo(before);
  }

  @Test
  void a_restore_onto_a_full_disk_changes_nothing_and_succeeds_once_there_is_room()
      throws Exception {
    execute(
        name,
        """
        INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload, completed_at)
        SELECT 'large-' || n, 'SCHEDULE_GENERATION', 'COMPLETED', jsonb_build_object('text', text), now()
        FROM generate_series(1, 2500) AS n
        CROSS JOIN LATERAL (
          SELECT string_agg(md5(n || '-' || part), '') AS text FROM generate_series(1, 320) AS part
        ) AS random
        """);
    Map<String, List<String>> before = rows(name);
    Path file = backup();
    execute(name, "DELETE FROM ai_schema.ai_jobs WHERE request_id LIKE 'job-1%'");
    Map<String, List<String>> changed = rows(name);
    String empty = provisioned();

    try (DebianPostgres.FullDisk _ = postgres.fillDisk()) {
      for (String target : List.of(name, empty)) {
        assertThatExceptionOfType(BackupException.class)
            .isThrownBy(() -> restore(target, file, true))
            .withMessageContaining("nothing was restored")
            .withMessageContaining("could not extend file")
            .withMessageContaining("Check free disk space");
      }
    }
    assertThat(rows(name)).isEqualTo(changed);
    assertThat(rows(empty)).isEmpty();

    restore(name, file, true);
    restore(empty, file, false);
    assertThat(rows(name)).isEqualTo(before);
    assertThat(rows(empty)).isEqualTo(before);
  }

  @Test
  void migrations_that_fail_after_a_restore_are_told_apart_from_it() throws Exception {
    Path file = backup();
    Map<String, List<String>> before = rows(name);
    Path programs =
        programsWith(
            "pg_restore",
            """
            #!/bin/bash
            REAL "$@" || exit
            [ "$3" != --file=- ] ||
              echo "DELETE FROM ai_schema.flyway_schema_history WHERE version = '13';"
            """);

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> restore(programs, name, file, true))
        .withMessageContaining("every row is restored")
        .withMessageContaining("./tripgen migrate");

    assertThat(rows(name).get("ai_jobs")).isEqualTo(before.get("ai_jobs"));
  }

  @Test
  void a_restore_that_breaks_off_changes_nothing() throws Exception {
    Path file = backup();
    execute(name, "DELETE FROM ai_schema.ai_jobs WHERE request_id LIKE 'job-1%'");
    Map<String, List<String>> before = rows(name);
    Path programs =
        programsWith(
            "pg_restore",
            """
            #!/bin/bash
            [ "$3" = --file=- ] || exec REAL "$@"
            REAL "$@" | head -c 200000
            exit 1
            """);

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> restore(programs, name, file, true))
        .withMessageContaining("nothing was restored");

    assertThat(rows(name)).isEqualTo(before);
  }

  @Test
  void a_statement_that_fails_in_the_midst_of_a_restore_changes_nothing() throws Exception {
    Path file = backup();
    Map<String, List<String>> before = rows(name);
    Path programs =
        programsWith(
            "pg_restore",
            "#!/bin/bash\nREAL \"$@\" || exit\n[ \"$3\" != --file=- ] || echo 'SELECT 1 / 0;'\n");

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> restore(programs, name, file, true))
        .withMessageContaining("division by zero");

    assertThat(rows(name)).isEqualTo(before);
  }

  @Test
  void older_backups_go_when_a_new_one_is_whole() throws Exception {
    Files.writeString(folder.resolve("other_db-20200101T000000Z.dump"), "not ours");
    for (int day = 1; day <= 3; day++) {
      backup(DebianPostgres.PROGRAMS, Instant.parse("2027-04-0%dT00:00:00Z".formatted(day)), 2);
    }

    assertThat(files())
        .containsExactly(
            name + "-20270402T000000Z.dump",
            name + "-20270402T000000Z.dump.sha256",
            name + "-20270403T000000Z.dump",
            name + "-20270403T000000Z.dump.sha256",
            "other_db-20200101T000000Z.dump");
  }

  @Test
  void a_program_older_than_the_server_is_refused() throws Exception {
    Path programs = programsWith("pg_dump", "#!/bin/bash\necho 'pg_dump (PostgreSQL) 14.9'\n");

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> backup(programs, Instant.EPOCH, 1))
        .withMessageContaining("of PostgreSQL 14, the server is PostgreSQL 15")
        .withMessageContaining("--pg-bin");
  }

  @Test
  void no_argument_holds_the_password() throws Exception {
    Path seen = folder.resolve("arguments");
    Path programs =
        programsWith("pg_dump", "#!/bin/bash\necho \"$@\" >>" + seen + "\nexec REAL \"$@\"\n");

    backup(programs, Instant.EPOCH, 1);

    assertThat(Files.readString(seen)).contains("--format=custom").doesNotContain(OWNER_PASSWORD);
  }

  @Test
  void the_printed_sql_of_provision_does_the_same_and_shows_no_password() throws Exception {
    String database = "printed \"1\"";
    String script = new Provisioning(database, OWNER_PASSWORD, SERVICE_PASSWORD).script();
    assertThat(script)
        .contains("SCRAM-SHA-256$")
        .doesNotContain(OWNER_PASSWORD)
        .doesNotContain(SERVICE_PASSWORD);
    Path file = Files.writeString(folder.resolve("provision.sql"), script);

    for (int run = 1; run <= 2; run++) {
      try (PostgresPrograms programs = programs(DebianPostgres.PROGRAMS)) {
        PostgresPrograms.Outcome outcome =
            programs.run(
                List.of("psql", "-X", "-v", "ON_ERROR_STOP=1", "-f", file.toString()),
                ClientEnvironment.of(postgres.administrator()));
        assertThat(outcome.code()).as(outcome.error()).isZero();
      }
    }

    DatabaseAccess owner = postgres.administrator().to(database);
    owner = DatabaseAccess.of(owner.jdbcUrl(), "tripgen_owner", OWNER_PASSWORD);
    new Migrations(owner).migrate();
    DatabaseAccess service = DatabaseAccess.of(owner.jdbcUrl(), "ai_service", SERVICE_PASSWORD);
    try (Database connected = database(service)) {
      assertThat(new Installation(connected, service).check())
          .filteredOn(it -> it.hasFailed() || it.name().equals("extensions"))
          .extracting(InstallationCheck::name, InstallationCheck::status)
          .containsExactly(tuple("extensions", InstallationCheck.Status.OK));
    }
  }
}
