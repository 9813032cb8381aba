package com.tripgen.ai.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.operations.InstallationCheck.Status;
import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One thing is broken, exactly its item fails, and what the item names mends it.
class InstallationTest {
  private TestDatabase testDatabase;
  private Connection administrator;

  @BeforeEach
  void open() throws SQLException {
    testDatabase = TestDatabase.create();
    administrator = TestDatabase.connect(testDatabase.administrator());
  }

  @AfterEach
  void close() throws SQLException {
    administrator.close();
    testDatabase.close();
  }

  private void execute(String... statements) throws SQLException {
    try (Statement statement = administrator.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// As psql runs it, each statement for itself.
  private void run(String remedy) throws SQLException {
    assertThat(remedy).startsWith("-- as ");
    String statements = remedy.substring(remedy.indexOf('\n') + 1);
    execute(
        statements.contains("$function$") ? new String[] {statements} : statements.split(";\n"));
  }

  private static List<InstallationCheck> check(DatabaseAccess access) {
    try (Database database = new Database(access, PoolSettings.DEFAULT)) {
      return new Installation(database, access).check();
    }
  }

  private List<InstallationCheck> failures() {
    return check(testDatabase.service()).stream().filter(InstallationCheck::hasFailed).toList();
  }

  private InstallationCheck item(String name) {
    return check(testDatabase.service()).stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private InstallationCheck onlyFailure(String name) {
    List<InstallationCheck> failures = failures();
    assertThat(failures).extracting(InstallationCheck::name).containsExactly(name);
    return failures.getFirst();
  }

  @Test
  void nothing_fails_after_migrating_whoever_asks() {
    for (DatabaseAccess access : List.of(testDatabase.service(), testDatabase.owner())) {
      assertThat(check(access))
          .hasSize(19)
          .allSatisfy(
              item -> {
                assertThat(item.hasFailed()).as(item.toString()).isFalse();
                assertThat(item.detail()).isNotEmpty();
                assertThat(item.remedy().isEmpty()).isEqualTo(item.status() == Status.OK);
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tables       | DROP TABLE ai_schema.ai_recommendations
          tables       | DROP TABLE ai_schema.ai_worker_slots
          tables       | ALTER TABLE ai_schema.ai_jobs DROP COLUMN lease_lost
          constraints  | ALTER TABLE ai_schema.ai_jobs DROP CONSTRAINT chk_ai_jobs_progress
          constraints  | ALTER TABLE ai_schema.ai_jobs DROP CONSTRAINT idx_ai_jobs_request_id
          constraints  | ALTER TABLE ai_schema.ai_jobs DROP CONSTRAINT chk_ai_jobs_progress, ADD CONSTRAINT chk_ai_jobs_progress CHECK (progress >= 0)
          constraints  | ALTER TABLE ai_schema.ai_jobs DROP CONSTRAINT chk_ai_jobs_priority, ADD CONSTRAINT chk_ai_jobs_priority CHECK (priority >= 0 AND priority <= 9) NOT VALID
          indexes      | DROP INDEX ai_schema.idx_ai_jobs_claim
          indexes      | UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'ai_schema.idx_ai_jobs_result_gin'::regclass
          indexes      | DROP INDEX ai_schema.idx_ai_jobs_status; CREATE INDEX idx_ai_jobs_status ON ai_schema.ai_jobs (id)
          triggers     | DROP TRIGGER set_ai_schedules_expiry ON ai_schema.ai_schedules
          triggers     | ALTER TABLE ai_schema.ai_jobs DISABLE TRIGGER generate_ai_jobs_request_id
          triggers     | CREATE OR REPLACE FUNCTION ai_schema.set_schedule_expiry() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'
          privileges   | REVOKE UPDATE, DELETE ON ai_schema.ai_jobs FROM ai_service
          privileges   | REVOKE USAGE ON SCHEMA ai_schema FROM ai_service
          privileges   | REVOKE ALL ON SEQUENCE ai_schema.ai_jobs_id_seq FROM ai_service
          initial_data | DELETE FROM ai_schema.ai_job_types WHERE job_type = 'WEATHER_IMPACT_ANALYSIS'
          basic_queries | ALTER TABLE ai_schema.ai_jobs ENABLE ROW LEVEL SECURITY
          json_queries | INSERT INTO ai_schema.ai_schedules (trip_id, status, schedule_data) VALUES ('trip-1', 'COMPLETED', to_jsonb('{"schedules":[{"day":1}]}'::TEXT))
          json_queries | INSERT INTO ai_schema.ai_recommendations (place_id, profile_hash, recommendation_data) VALUES ('LOC-1', 'hash', '[]')
          """)
  void what_is_broken_fails_alone_and_its_statements_mend_it(String name, String breakage)
      throws SQLException {
    execute(breakage);

    InstallationCheck failure = onlyFailure(name);

    run(failure.remedy());
    if (name.equals("tables")) {
      // The new table is granted to nobody yet.
      new Migrations(testDatabase.administrator()).migrate();
    }
    assertThat(failures()).isEmpty();
    assertThat(item(name).status()).isNotEqualTo(Status.FAILED);
  }

  @Test
  void an_unwrapped_document_is_the_one_that_was_stored_as_text() throws SQLException {
    execute(
        """
        INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status, schedule_data)
        VALUES ('as-text', 'trip-1', 'COMPLETED', to_jsonb('{"schedules":[{"day":1}]}'::TEXT))
        """);
    run(onlyFailure("json_queries").remedy());

    try (AgedRows rows = new AgedRows(testDatabase)) {
      assertThat(rows.texts("SELECT schedule_data -> 'schedules' -> 0 FROM ai_schema.ai_schedules"))
          .containsExactly("{\"day\": 1}");
    }
  }

  @Test
  void a_missing_schema_is_made_by_migrate() throws SQLException {
    execute("DROP SCHEMA ai_schema CASCADE");

    assertThat(onlyFailure("schema").remedy())
        .isEqualTo(
            "./tripgen migrate --database-url '%s' --database-user tripgen_owner"
                .formatted(testDatabase.owner().jdbcUrl()));

    new Migrations(testDatabase.owner()).migrate();
    assertThat(failures()).isEmpty();
  }

  @Test
  void a_missing_migration_is_applied_by_migrate() throws SQLException {
    execute(
        """
        CREATE OR REPLACE FUNCTION ai_schema.delete_job_events() RETURNS TRIGGER
        AS 'BEGIN RETURN NULL; END' LANGUAGE plpgsql
        """,
        "DELETE FROM ai_schema.flyway_schema_history WHERE version = '16'");

    assertThat(onlyFailure("migrations").remedy()).startsWith("./tripgen migrate --database-url ");

    new Migrations(testDatabase.owner()).migrate();
    assertThat(failures()).isEmpty();
  }

  @Test
  void a_database_in_another_encoding_fails() throws SQLException {
    String name = testDatabase.name() + "_ascii";
    execute(
        "CREATE DATABASE %s OWNER tripgen_owner ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0"
            .formatted(name));
    try {
      String url = testDatabase.owner().jdbcUrl().replace(testDatabase.name(), name);
      DatabaseAccess owner =
          DatabaseAccess.of(url, testDatabase.owner().user(), testDatabase.owner().password());
      new Migrations(owner).migrate();

      assertThat(check(owner))
          .filteredOn(InstallationCheck::hasFailed)
          .extracting(InstallationCheck::name)
          .containsExactly("database");
    } finally {
      execute("DROP DATABASE " + name + " WITH (FORCE)");
    }
  }

  @Test
  void a_table_that_somebody_holds_fails_with_the_session_to_end() throws SQLException {
    try (Connection holder = TestDatabase.connect(testDatabase.owner());
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE ai_schema.ai_recommendations");

      InstallationCheck failure = onlyFailure("tables");

      assertThat(failure.detail()).contains("statement timeout");
      run(failure.remedy());
      assertThat(failures()).isEmpty();
    }
  }

  @Test
  void backups_that_have_stopped_fail_and_one_that_never_ran_is_told() throws SQLException {
    assertThat(item("backup").status()).isEqualTo(Status.WARNING);

    execute(
        """
        INSERT INTO ai_schema.ai_last_backup (file, size_bytes, sha256, verified_at)
        VALUES ('a.dump', 1, 'hash', now() - INTERVAL '3 days')
        """);
    assertThat(onlyFailure("backup").remedy()).startsWith("./tripgen backup --dir ");

    execute("UPDATE ai_schema.ai_last_backup SET verified_at = now()");
    assertThat(item("backup").status()).isEqualTo(Status.OK);
  }

  @Test
  void jobs_without_a_worker_are_told_with_the_call_that_ends_them() throws SQLException {
    assertThat(item("abandoned_jobs").status()).isEqualTo(Status.OK);
    execute(
        """
        INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload)
        VALUES ('from-before', 'SCHEDULE_GENERATION', 'PROCESSING', '{}')
        """);

    InstallationCheck item = item("abandoned_jobs");

    assertThat(item.status()).isEqualTo(Status.WARNING);
    assertThat(item.remedy()).contains("\"from-before\"").endsWith("JobService/CancelJob");
    assertThat(failures()).isEmpty();
  }

  @Test
  void an_unsafe_setting_is_told_with_the_statement_that_resets_it() throws SQLException {
    String name = testDatabase.name();
    execute("ALTER DATABASE %s SET synchronous_commit = off".formatted(name));
    InstallationCheck item = item("durability");
    assertThat(item.status()).isEqualTo(Status.WARNING);
    assertThat(item.detail()).contains("synchronous_commit is off");
    String mend = "ALTER DATABASE %s RESET synchronous_commit;".formatted(name);
    assertThat(item.remedy()).contains(mend);

    execute(mend);

    assertThat(item("durability").remedy()).doesNotContain(mend);
  }

  @Test
  void extensions_of_the_guide_are_told_until_they_are_there() throws SQLException {
    execute("DROP EXTENSION IF EXISTS pgcrypto", "DROP EXTENSION IF EXISTS \"uuid-ossp\"");
    InstallationCheck item = item("extensions");
    assertThat(item.status()).isEqualTo(Status.WARNING);

    run(item.remedy());

    assertThat(item("extensions").status()).isEqualTo(Status.OK);
  }

  @Test
  void an_index_that_outgrew_its_entries_is_built_anew() throws SQLException {
    execute(
        """
        INSERT INTO ai_schema.ai_recommendation_drafts (id, place_id, profile_hash, shared, lapses_at)
        SELECT gen_random_uuid(), 'LOC-' || n, 'hash', FALSE, now() FROM generate_series(1, 20000) AS n
        """,
        "DELETE FROM ai_schema.ai_recommendation_drafts WHERE place_id NOT LIKE '%00'",
        "VACUUM ANALYZE ai_schema.ai_recommendation_drafts");
    InstallationCheck bloated = bloat();
    assertThat(bloated.status()).isEqualTo(Status.WARNING);
    assertThat(bloated.remedy())
        .contains("REINDEX INDEX CONCURRENTLY ai_schema.idx_ai_recommendation_drafts_place_id;");

    run(bloated.remedy());

    assertThat(bloat().status()).isEqualTo(Status.OK);
  }

  private InstallationCheck bloat() {
    try (Database database = new Database(testDatabase.service(), PoolSettings.DEFAULT)) {
      return database.transaction(
          session -> {
            InstallationMapper mapper = session.getMapper(InstallationMapper.class);
            mapper.prepare();
            return Installation.bloat("bloat", mapper, 20);
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"14, FAILED", "15, OK", "18, OK", "19, WARNING"})
  void versions_that_were_not_tested_are_told(int major, Status status) {
    assertThat(Installation.version("version", major).status()).isEqualTo(status);
  }

  @Test
  void without_a_connection_there_is_one_item_that_says_why() {
    DatabaseAccess wrong =
        DatabaseAccess.of(testDatabase.service().jdbcUrl(), "ai_service", "not the password");

    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() -> check(wrong))
        .satisfies(
            reason -> {
              InstallationCheck item = Installation.unreachable(reason);
              assertThat(item.name()).isEqualTo("connection");
              assertThat(item.hasFailed()).isTrue();
              assertThat(item.detail()).contains("password authentication failed");
              assertThat(item.remedy()).contains("pg_hba.conf");
            });
  }
}
