package com.tripgen.ai.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private final TestDatabase database = TestDatabase.createEmpty();
  private final Migrations migrations = new Migrations(database.owner());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void migrating_applies_every_script_once() {
    List<Migration> pending = migrations.pending();
    assertThat(pending.getFirst().script()).isEqualTo("V1__guide.sql");

    List<Migration> applied = migrations.migrate();

    assertThat(applied)
        .extracting(Migration::script)
        .isEqualTo(pending.stream().map(Migration::script).toList());
    assertThat(applied)
        .allSatisfy(
            migration -> {
              assertThat(migration.state()).isEqualTo(Migration.State.APPLIED);
              assertThat(migration.installedAt()).isNotNull();
            });
    assertThat(migrations.status()).isEqualTo(applied);
    assertThat(migrations.pending()).isEmpty();
    assertThat(migrations.migrate()).isEmpty();
  }

  @Test
  void a_dry_run_shows_the_scripts_and_changes_nothing() throws SQLException {
    List<Migrations.PendingScript> scripts = migrations.dryRun();

    assertThat(scripts.getFirst().sql()).isEqualTo(Scripts.firstMigration());
    try (Connection connection = database.connect()) {
      assertThat(Scripts.texts(connection, "SELECT nspname FROM pg_namespace"))
          .doesNotContain("ai_schema");
    }
  }

  @Test
  void the_service_role_sees_what_is_pending_and_may_not_migrate() {
    Migrations asService = new Migrations(database.service());
    assertThat(asService.pending()).isNotEmpty();

    migrations.migrate();

    assertThat(asService.pending()).isEmpty();
    assertThatThrownBy(asService::migrate).isInstanceOf(OwnershipException.class);
  }

  @Test
  void the_service_role_holds_rights_on_rows_and_no_others() throws SQLException {
    migrations.migrate();

    try (Connection service = TestDatabase.connect(database.service())) {
      Scripts.run(service, Scripts.guideRows());
      Scripts.run(service, "DELETE FROM ai_schema.ai_schedules");
      assertThatThrownBy(() -> Scripts.run(service, "TRUNCATE ai_schema.ai_jobs"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> Scripts.run(service, "CREATE TABLE ai_schema.mine (id INT)"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> Scripts.run(service, "DELETE FROM ai_schema.flyway_schema_history"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void tables_of_later_migrations_are_open_to_the_service_role_too() throws SQLException {
    migrations.migrate();

    try (Connection owner = database.connect();
        Connection service = TestDatabase.connect(database.service())) {
      Scripts.run(owner, "CREATE TABLE ai_schema.later (id BIGSERIAL)");
      Scripts.run(service, "INSERT INTO ai_schema.later DEFAULT VALUES");
    }
  }

  @Test
  void a_database_made_by_hand_is_adopted_with_its_rows() throws SQLException {
    try (Connection connection = database.connect()) {
      Scripts.run(connection, "CREATE SCHEMA ai_schema");
      Scripts.run(connection, Scripts.guide());
      Scripts.run(connection, Scripts.guideRows());
      Scripts.run(connection, "DROP INDEX ai_schema.idx_ai_jobs_status");
      Scripts.run(connection, "DROP TRIGGER set_ai_schedules_expiry ON ai_schema.ai_schedules");
      String jobs = "SELECT request_id || payload FROM ai_schema.ai_jobs ORDER BY id";
      List<String> before = Scripts.texts(connection, jobs);

      migrations.migrate();

      assertThat(Scripts.texts(connection, jobs)).hasSize(3).isEqualTo(before);
      assertThat(
              Scripts.texts(
                  connection,
                  "SELECT DISTINCT status FROM ai_schema.ai_jobs WHERE completed_at IS NOT NULL"))
          .as("finished jobs that the guide leaves undated")
          .containsExactly("COMPLETED");
      assertThat(SchemaListing.of(connection))
          .anyMatch(line -> line.startsWith("index CREATE INDEX idx_ai_jobs_status "))
          .anyMatch(line -> line.startsWith("trigger CREATE TRIGGER set_ai_schedules_expiry "));
    }
    assertThat(migrations.status().getFirst().state()).isEqualTo(Migration.State.BASELINE);
    assertThat(migrations.pending()).isEmpty();
  }

  @Test
  void tables_of_another_role_are_refused_with_the_statements_that_hand_them_over()
      throws SQLException {
    try (Connection administrator = TestDatabase.connect(database.administrator())) {
      Scripts.run(administrator, "CREATE SCHEMA ai_schema AUTHORIZATION ai_service");
      Scripts.run(administrator, Scripts.guide());
      Scripts.run(administrator, Scripts.guideRows());
      Migrations asService = new Migrations(database.service());

      assertThatExceptionOfType(OwnershipException.class)
          .isThrownBy(asService::migrate)
          .satisfies(
              refusal -> {
                assertThat(refusal.statements())
                    .containsExactly(
                        "ALTER TABLE ai_schema.ai_jobs OWNER TO ai_service;",
                        "ALTER TABLE ai_schema.ai_recommendations OWNER TO ai_service;",
                        "ALTER TABLE ai_schema.ai_schedules OWNER TO ai_service;",
                        "ALTER FUNCTION ai_schema.generate_request_id() OWNER TO ai_service;",
                        "ALTER FUNCTION ai_schema.set_recommendation_expiry()"
                            + " OWNER TO ai_service;",
                        "ALTER FUNCTION ai_schema.set_schedule_expiry() OWNER TO ai_service;",
                        "ALTER FUNCTION ai_schema.update_updated_at_column()"
                            + " OWNER TO ai_service;");
                assertThat(refusal).hasMessageContaining(refusal.statements().getFirst());
                for (String statement : refusal.statements()) {
                  Scripts.run(administrator, statement);
                }
              });
      asService.migrate();

      assertThat(Scripts.texts(administrator, "SELECT request_id FROM ai_schema.ai_jobs"))
          .hasSize(3);
    }
  }

  @Test
  void a_schema_of_another_role_is_refused_likewise() throws SQLException {
    try (Connection administrator = TestDatabase.connect(database.administrator())) {
      Scripts.run(administrator, "CREATE SCHEMA ai_schema AUTHORIZATION ai_service");
      Scripts.run(administrator, Scripts.guide());

      assertThatExceptionOfType(OwnershipException.class)
          .isThrownBy(migrations::dryRun)
          .satisfies(
              refusal -> {
                assertThat(refusal.statements())
                    .hasSize(8)
                    .startsWith("ALTER SCHEMA ai_schema OWNER TO tripgen_owner;");
                for (String statement : refusal.statements()) {
                  Scripts.run(administrator, statement);
                }
              });
      migrations.migrate();
    }
    assertThat(new Migrations(database.service()).pending()).isEmpty();
  }

  @Test
  void the_superuser_adopts_what_he_made_by_hand() throws SQLException {
    try (Connection administrator = TestDatabase.connect(database.administrator())) {
      Scripts.run(administrator, "CREATE SCHEMA ai_schema AUTHORIZATION ai_service");
      Scripts.run(administrator, Scripts.guide());

      new Migrations(database.administrator()).migrate();
    }
    try (Connection service = TestDatabase.connect(database.service())) {
      Scripts.run(service, Scripts.guideRows());
    }
  }

  @Test
  void a_table_that_is_not_the_guides_is_named_and_nothing_changes() throws SQLException {
    try (Connection connection = database.connect()) {
      Scripts.run(connection, "CREATE SCHEMA ai_schema");
      Scripts.run(connection, Scripts.guide());
      Scripts.run(connection, "ALTER TABLE ai_schema.ai_jobs DROP COLUMN current_step");
      Scripts.run(connection, "ALTER TABLE ai_schema.ai_schedules ALTER COLUMN trip_id TYPE TEXT");
      var before = SchemaListing.of(connection);

      assertThatThrownBy(migrations::migrate)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("table ai_jobs has no column current_step")
          .hasMessageContaining("column trip_id of table ai_schedules is text instead of");

      assertThat(SchemaListing.of(connection)).isEqualTo(before);
      assertThat(
              Scripts.texts(
                  connection,
                  "SELECT relname FROM pg_class WHERE relname = 'flyway_schema_history'"))
          .isEmpty();
    }
  }

  @Test
  void rows_that_break_a_missing_constraint_stop_the_migration_as_a_whole() throws SQLException {
    try (Connection connection = database.connect()) {
      Scripts.run(connection, "CREATE SCHEMA ai_schema");
      Scripts.run(connection, Scripts.guide());
      Scripts.run(connection, "ALTER TABLE ai_schema.ai_jobs DROP CONSTRAINT chk_ai_jobs_progress");
      Scripts.run(connection, Scripts.guideRows());
      Scripts.run(connection, "UPDATE ai_schema.ai_jobs SET progress = 101");
      var before = SchemaListing.of(connection);

      assertThatThrownBy(migrations::migrate)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("chk_ai_jobs_progress");

      assertThat(SchemaListing.of(connection)).isEqualTo(before);
    }
  }

  @Test
  void processes_that_migrate_at_once_take_turns() throws Exception {
    List<Future<List<Migration>>> attempts = new ArrayList<>();
    try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        attempts.add(processes.submit(() -> new Migrations(database.owner()).migrate()));
      }
    }

    int migrated = 0;
    for (Future<List<Migration>> attempt : attempts) {
      migrated += attempt.get().isEmpty() ? 0 : 1;
    }
    assertThat(migrated).isEqualTo(1);
  }

  @Test
  void a_history_of_a_newer_build_leaves_nothing_pending() throws SQLException {
    migrations.migrate();
    try (Connection connection = database.connect()) {
      Scripts.run(
          connection,
          """
          INSERT INTO ai_schema.flyway_schema_history
          SELECT 9999, '9999', 'of the future', 'SQL', 'V9999__of_the_future.sql', 1,
                 current_user, now(), 1, true
          """);
    }

    assertThat(migrations.pending()).isEmpty();
    assertThat(migrations.status().getLast().state()).isEqualTo(Migration.State.NEWER);
    assertThat(migrations.migrate()).isEmpty();
  }

  @Test
  void behind_a_pooler_only_a_direct_url_migrates() {
    DatabaseAccess owner = database.owner();
    DatabaseAccess pooled =
        new DatabaseAccess(
            "jdbc:postgresql://nowhere.invalid/x", owner.user(), owner.password(), null, true);
    assertThatThrownBy(() -> new Migrations(pooled).migrate())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("--direct-database-url");

    DatabaseAccess direct =
        new DatabaseAccess(pooled.jdbcUrl(), owner.user(), owner.password(), owner.jdbcUrl(), true);
    assertThat(new Migrations(direct).migrate()).isNotEmpty();
  }

  @Test
  void a_database_that_is_away_is_told_as_such() {
    DatabaseAccess nowhere = DatabaseAccess.of("jdbc:postgresql://127.0.0.1:1/x", "a", "b");

    assertThatThrownBy(() -> new Migrations(nowhere).pending())
        .isInstanceOf(DatabaseUnavailableException.class);
    assertThatThrownBy(() -> new Migrations(nowhere).migrate())
        .isInstanceOf(DatabaseUnavailableException.class);
  }
}
