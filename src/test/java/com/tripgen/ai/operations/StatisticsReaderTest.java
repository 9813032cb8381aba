package com.tripgen.ai.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ErrorReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Section 11's figures, read with the rights of the service.
class StatisticsReaderTest {
  private TestDatabase testDatabase;
  private Database database;
  private AgedRows rows;
  private StatisticsReader reader;

  @BeforeEach
  void open() throws SQLException {
    testDatabase = TestDatabase.create();
    database = new Database(testDatabase.service(), PoolSettings.DEFAULT);
    rows = new AgedRows(testDatabase);
    reader = new StatisticsReader(database);
  }

  @AfterEach
  void close() throws SQLException {
    rows.close();
    database.close();
    testDatabase.close();
  }

  private Statistics.Table table(String name) {
    return reader.read().tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void jobs_of_a_day_are_counted_by_type_and_status_with_their_means() throws SQLException {
    rows.execute(
        """
        INSERT INTO ai_schema.ai_jobs
          (request_id, job_type, status, payload, progress, created_at, started_at, completed_at)
        VALUES ('done-1', 'SCHEDULE_GENERATION', 'COMPLETED', '{}', 100, now(), now() - INTERVAL '30 s', now()),
               ('done-2', 'SCHEDULE_GENERATION', 'COMPLETED', '{}', 100, now(), now() - INTERVAL '10 s', now()),
               ('half', 'SCHEDULE_GENERATION', 'PROCESSING', '{}', 40, now(), now(), NULL),
               ('quarter', 'SCHEDULE_GENERATION', 'PROCESSING', '{}', 25, now(), now(), NULL),
               ('never-ran', 'WEATHER_IMPACT_ANALYSIS', 'CANCELLED', '{}', 0, now(), NULL, now()),
               ('old', 'SCHEDULE_GENERATION', 'FAILED', '{}', 5, now() - INTERVAL '25 h', NULL, now())
        """);

    assertThat(reader.read().jobs())
        .containsExactly(
            new Statistics.Jobs(
                "SCHEDULE_GENERATION", JobStatus.COMPLETED, 2, 100, Duration.ofSeconds(20)),
            new Statistics.Jobs("SCHEDULE_GENERATION", JobStatus.PROCESSING, 2, 32.5, null),
            new Statistics.Jobs("WEATHER_IMPACT_ANALYSIS", JobStatus.CANCELLED, 1, 0, null));
  }

  @Test
  void rows_that_expire_within_a_day_are_counted() throws SQLException {
    rows.schedule("today", "COMPLETED", "now() + INTERVAL '23 hours'");
    rows.schedule("tomorrow", "COMPLETED", "now() + INTERVAL '25 hours'");
    rows.schedule("expired", "COMPLETED", "now() - INTERVAL '1 hour'");
    rows.schedule("pinned", "COMPLETED", "'infinity'");
    rows.recommendation("today", "now() + INTERVAL '1 hour'");
    rows.recommendation("tomorrow", "now() + INTERVAL '25 hours'");

    assertThat(table("ai_schedules").expiringRows()).isEqualTo(1);
    assertThat(table("ai_recommendations").expiringRows()).isEqualTo(1);
    assertThat(table("ai_jobs").expiringRows()).isNull();
  }

  @Test
  void the_size_of_json_is_that_of_the_newest_rows() throws SQLException {
    assertThat(table("ai_schedules").averageJsonBytes()).isNull();

    rows.execute(
        """
        INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status, schedule_data)
        SELECT 'r-' || n, 'trip-1', 'COMPLETED',
               CASE WHEN n <= 500 THEN jsonb_build_object('text', repeat(md5(n::TEXT), 20)) ELSE '{}' END
        FROM generate_series(1, 1500) AS n
        """);
    double empty =
        Double.parseDouble(rows.texts("SELECT pg_column_size('{}'::JSONB) - 3").getFirst());

    assertThat(table("ai_schedules").averageJsonBytes()).isBetween(empty - 4, empty + 4);
    assertThat(table("ai_workers").averageJsonBytes()).isNull();
  }

  @Test
  void tables_come_with_their_size_the_largest_first() throws SQLException {
    rows.finishedJobs(3000, "now()");
    rows.execute("ANALYZE ai_schema.ai_jobs");

    Statistics.Table largest = reader.read().tables().getFirst();

    assertThat(largest.name()).isEqualTo("ai_jobs");
    assertThat(largest.estimatedRows()).isEqualTo(3000);
    assertThat(largest.sizeBytes())
        .isEqualTo(
            Long.parseLong(
                rows.texts("SELECT pg_total_relation_size('ai_schema.ai_jobs')").getFirst()));
  }

  @Test
  void connections_are_those_to_this_database() throws SQLException {
    try (Connection one = TestDatabase.connect(testDatabase.owner());
        Statement statement = one.createStatement()) {
      statement.execute("SELECT 1");

      Statistics.Connections connections = reader.read().connections();

      assertThat(connections.active()).isEqualTo(1);
      assertThat(connections.open()).isGreaterThanOrEqualTo(3);
      assertThat(connections.maximum())
          .isEqualTo(
              Integer.parseInt(rows.texts("SELECT current_setting('max_connections')").getFirst()));
    }
  }

  @Test
  void the_queues_of_all_types_are_told_and_a_type_of_a_newer_build_is_left_out()
      throws SQLException {
    rows.execute("INSERT INTO ai_schema.ai_job_types (job_type, paused) VALUES ('FUTURE', TRUE)");
    rows.execute("UPDATE ai_schema.ai_job_types SET paused = (job_type LIKE 'WEATHER%')");
    rows.job("waiting", "QUEUED", "NULL");

    assertThat(reader.read().queues())
        .extracting(queue -> queue.type().name(), queue -> queue.paused(), queue -> queue.queued())
        .containsExactly(
            tuple("SCHEDULE_GENERATION", false, 1L),
            tuple("SCHEDULE_REGENERATION", false, 0L),
            tuple("RECOMMENDATION_GENERATION", false, 0L),
            tuple("WEATHER_IMPACT_ANALYSIS", true, 0L));
  }

  @Test
  void a_table_that_is_locked_ends_the_reading_after_some_seconds() throws SQLException {
    try (Connection holder = TestDatabase.connect(testDatabase.owner());
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE ai_schema.ai_schedules");

      assertThatExceptionOfType(ServiceException.class)
          .isThrownBy(reader::read)
          .satisfies(
              refusal ->
                  assertThat(refusal.reason())
                      .isEqualTo(ErrorReason.ERROR_REASON_DEADLINE_EXCEEDED));
    }
  }
}
