package com.tripgen.ai.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first migration alone, against the guide's own SQL.
class GuideMigrationTest {
  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.createEmpty();
    connection = database.connect();
    Scripts.run(connection, "CREATE SCHEMA ai_schema");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void a_fresh_schema_is_the_guides_but_for_the_doubled_index_on_request_id() throws SQLException {
    Scripts.run(connection, Scripts.firstMigration());

    assertThat(SchemaListing.of(connection)).isEqualTo(listingOfTheGuide());
  }

  @Test
  void every_index_name_of_the_guide_exists_and_is_valid() throws SQLException {
    Scripts.run(connection, Scripts.firstMigration());

    assertThat(
            Scripts.texts(
                connection,
                """
                SELECT relname
                FROM pg_index JOIN pg_class ON indexrelid = pg_class.oid
                WHERE relnamespace = 'ai_schema'::regnamespace AND indisvalid
                """))
        .containsExactlyInAnyOrder(
            "ai_schedules_pkey",
            "ai_jobs_pkey",
            "ai_recommendations_pkey",
            "uk_ai_recommendations_place_profile",
            "idx_ai_schedules_request_id",
            "idx_ai_jobs_request_id",
            "idx_ai_recommendations_place_profile",
            "idx_ai_schedules_trip_id",
            "idx_ai_schedules_status",
            "idx_ai_schedules_expired_at",
            "idx_ai_jobs_status",
            "idx_ai_jobs_type_status",
            "idx_ai_jobs_created_at",
            "idx_ai_jobs_processing",
            "idx_ai_recommendations_place_id",
            "idx_ai_recommendations_expired_at",
            "idx_ai_recommendations_generated_at",
            "idx_ai_schedules_schedule_day",
            "idx_ai_jobs_result_gin",
            "idx_ai_recommendations_data_gin");
  }

  @Test
  void running_it_again_changes_nothing() throws SQLException {
    Scripts.run(connection, Scripts.firstMigration());
    SortedSet<String> first = SchemaListing.of(connection);

    Scripts.run(connection, Scripts.firstMigration());

    assertThat(SchemaListing.of(connection)).isEqualTo(first);
  }

  @Test
  void a_schema_made_by_hand_becomes_the_same_and_keeps_its_rows() throws SQLException {
    Scripts.run(connection, Scripts.guide());
    Scripts.run(connection, Scripts.guideRows());
    List<String> rows = allRows();

    Scripts.run(connection, Scripts.firstMigration());

    assertThat(allRows()).hasSize(5).isEqualTo(rows);
    assertThat(SchemaListing.of(connection)).isEqualTo(listingOfTheGuide());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP INDEX ai_schema.idx_ai_jobs_result_gin",
        "DROP INDEX ai_schema.idx_ai_jobs_request_id",
        "ALTER TABLE ai_schema.ai_jobs DROP CONSTRAINT ai_jobs_request_id_key",
        "ALTER TABLE ai_schema.ai_jobs DROP CONSTRAINT chk_ai_jobs_progress",
        "ALTER TABLE ai_schema.ai_recommendations"
            + " DROP CONSTRAINT uk_ai_recommendations_place_profile",
        "DROP TRIGGER generate_ai_jobs_request_id ON ai_schema.ai_jobs",
        "DROP FUNCTION ai_schema.set_schedule_expiry() CASCADE",
        "DROP TABLE ai_schema.ai_recommendations",
        "COMMENT ON COLUMN ai_schema.ai_jobs.result IS NULL"
      })
  void what_is_missing_from_a_schema_made_by_hand_is_completed(String loss) throws SQLException {
    Scripts.run(connection, Scripts.guide());
    Scripts.run(connection, loss);

    Scripts.run(connection, Scripts.firstMigration());

    assertThat(SchemaListing.of(connection)).isEqualTo(listingOfTheGuide());
  }

  @Test
  void a_constraint_that_a_foreign_key_rests_on_stays() throws SQLException {
    Scripts.run(connection, Scripts.guide());
    Scripts.run(
        connection,
        "CREATE TABLE notes (request_id VARCHAR(36) REFERENCES ai_schema.ai_jobs (request_id))");

    Scripts.run(connection, Scripts.firstMigration());

    assertThat(Scripts.texts(connection, "SELECT conname FROM pg_constraint WHERE contype = 'u'"))
        .contains("ai_jobs_request_id_key", "idx_ai_jobs_request_id")
        .doesNotContain("ai_schedules_request_id_key");
  }

  @Test
  void a_schedule_that_is_kept_for_ever_passes_the_guides_trigger_and_check() throws SQLException {
    Scripts.run(connection, Scripts.firstMigration());

    Scripts.run(
        connection,
        """
        INSERT INTO ai_schema.ai_schedules (trip_id, status, generated_at, expired_at)
        VALUES ('trip-1', 'COMPLETED', now(), 'infinity')
        """);

    assertThat(Scripts.texts(connection, "SELECT expired_at FROM ai_schema.ai_schedules"))
        .containsExactly("infinity");
  }

  /// What the guide's SQL makes on this PostgreSQL, with the one repair.
  private static SortedSet<String> listingOfTheGuide() throws SQLException {
    try (TestDatabase guide = TestDatabase.createEmpty();
        Connection byHand = guide.connect()) {
      Scripts.run(byHand, "CREATE SCHEMA ai_schema");
      Scripts.run(byHand, Scripts.guide());
      SortedSet<String> listing = SchemaListing.of(byHand);
      for (String table : List.of("ai_schedules", "ai_jobs")) {
        String constraint = "constraint " + table + ".%s UNIQUE (request_id)";
        assertThat(listing.remove(constraint.formatted(table + "_request_id_key"))).isTrue();
        assertThat(listing.removeIf(line -> line.contains("INDEX " + table + "_request_id_key")))
            .isTrue();
        listing.add(constraint.formatted("idx_" + table + "_request_id"));
      }
      return listing;
    }
  }

  private List<String> allRows() throws SQLException {
    return Scripts.texts(
        connection,
        """
        SELECT to_jsonb(ai_jobs) FROM ai_schema.ai_jobs
        UNION ALL
        SELECT to_jsonb(ai_schedules) FROM ai_schema.ai_schedules
        UNION ALL
        SELECT to_jsonb(ai_recommendations) FROM ai_schema.ai_recommendations
        """);
  }
}
