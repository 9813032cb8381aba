package com.tripgen.ai.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long each kind of row is kept.
class RetentionMapperTest {
  private static final int LIMIT = 100;
  private static final String NOT_YET = " + INTERVAL '1 minute'";
  private static final String A_WEEK_AGO = "now() - INTERVAL '7 days'";
  private static final String A_DAY_AGO = "now() - INTERVAL '1 day'";

  private static TestDatabase testDatabase;
  private static Database database;
  private static AgedRows rows;

  @BeforeAll
  static void open() throws SQLException {
    testDatabase = TestDatabase.create();
    database = new Database(testDatabase.service(), PoolSettings.DEFAULT);
    rows = new AgedRows(testDatabase);
  }

  @BeforeEach
  void clear() throws SQLException {
    rows.clear();
  }

  @AfterAll
  static void close() throws SQLException {
    rows.close();
    database.close();
    testDatabase.close();
  }

  @Test
  void a_finished_job_goes_seven_days_after_its_end_with_its_history() throws SQLException {
    for (String status : List.of("COMPLETED", "FAILED", "CANCELLED")) {
      rows.job("old-" + status, status, A_WEEK_AGO);
      rows.job("young-" + status, status, A_WEEK_AGO + NOT_YET);
    }

    PurgedBatch purged = purged(mapper -> mapper.purgeJobs(null, LIMIT));

    assertThat(purged.jobs()).isEqualTo(3);
    assertThat(rows.jobs()).containsExactly("young-CANCELLED", "young-COMPLETED", "young-FAILED");
    assertThat(rows.texts("SELECT DISTINCT job_id FROM ai_schema.ai_job_events"))
        .containsExactlyInAnyOrderElementsOf(rows.texts("SELECT id FROM ai_schema.ai_jobs"));
  }

  @Test
  void a_job_that_is_not_finished_stays_however_old() throws SQLException {
    rows.job("queued", "QUEUED", "NULL");
    rows.job("processing", "PROCESSING", "NULL");

    assertThat(purged(mapper -> mapper.purgeJobs(null, LIMIT))).isEqualTo(PurgedBatch.NOTHING);
    assertThat(rows.jobs()).containsExactly("processing", "queued");
  }

  @Test
  void the_job_of_a_pinned_schedule_stays_until_it_is_unpinned() throws SQLException {
    rows.finishedJob("pinned", A_WEEK_AGO);
    rows.schedule("pinned", "COMPLETED", "'infinity'");
    rows.finishedJob("kept-a-month", A_WEEK_AGO);
    rows.schedule("kept-a-month", "COMPLETED", "now() + INTERVAL '1 month'");

    purged(mapper -> mapper.purgeJobs(null, LIMIT));
    assertThat(rows.jobs()).containsExactly("pinned");

    rows.execute("UPDATE ai_schema.ai_schedules SET expired_at = now()");
    purged(mapper -> mapper.purgeJobs(null, LIMIT));
    assertThat(rows.jobs()).isEmpty();
    assertThat(rows.schedules()).containsExactly("kept-a-month", "pinned");
  }

  @Test
  void a_schedule_that_never_got_an_expiry_goes_with_its_job() throws SQLException {
    rows.job("failed", "FAILED", A_WEEK_AGO);
    rows.schedule("failed", "FAILED", "NULL");
    rows.job("cancelled", "CANCELLED", A_WEEK_AGO);
    rows.schedule("cancelled", "CANCELLED", "NULL");
    rows.job("just-failed", "FAILED", A_WEEK_AGO + NOT_YET);
    rows.schedule("just-failed", "FAILED", "NULL");
    rows.schedule("without-a-job", "FAILED", "NULL");

    PurgedBatch purged = purged(mapper -> mapper.purgeJobs(null, LIMIT));

    assertThat(purged.jobs()).isEqualTo(2);
    assertThat(purged.schedules()).isEqualTo(2);
    assertThat(rows.jobs()).containsExactly("just-failed");
    assertThat(rows.schedules()).containsExactly("just-failed", "without-a-job");
  }

  @Test
  void content_without_an_expiry_outlives_its_job() throws SQLException {
    rows.finishedJob("made-elsewhere", A_WEEK_AGO);
    rows.schedule("made-elsewhere", "COMPLETED", "NULL");

    purged(mapper -> mapper.purgeJobs(null, LIMIT));

    assertThat(rows.jobs()).isEmpty();
    assertThat(rows.schedules()).containsExactly("made-elsewhere");
  }

  @Test
  void a_schedule_goes_a_day_after_its_expiry_and_a_pinned_one_never() throws SQLException {
    rows.schedule("old", "COMPLETED", A_DAY_AGO);
    rows.schedule("young", "COMPLETED", A_DAY_AGO + NOT_YET);
    rows.schedule("pinned", "COMPLETED", "'infinity'");
    rows.schedule("queued", "QUEUED", "NULL");

    PurgedBatch purged = purged(mapper -> mapper.purgeSchedules(null, LIMIT));

    assertThat(purged.schedules()).isEqualTo(1);
    assertThat(rows.schedules()).containsExactly("pinned", "queued", "young");
  }

  @Test
  void a_recommendation_goes_at_its_expiry() throws SQLException {
    rows.recommendation("old", "now()");
    rows.recommendation("young", "now()" + NOT_YET);

    PurgedBatch purged = purged(mapper -> mapper.purgeRecommendations(null, LIMIT));

    assertThat(purged.recommendations()).isEqualTo(1);
    assertThat(rows.recommendations()).containsExactly("young");
  }

  @Test
  void a_draft_that_nobody_finished_goes_a_day_after_it_lapsed() throws SQLException {
    rows.draft("old", A_DAY_AGO);
    rows.draft("young", A_DAY_AGO + NOT_YET);

    PurgedBatch purged = purged(mapper -> mapper.purgeDrafts(null, LIMIT));

    assertThat(purged.drafts()).isEqualTo(1);
    assertThat(rows.drafts()).containsExactly("young");
  }

  @Test
  void answers_of_models_go_when_they_expire_their_calls_and_budgets_after_a_week()
      throws SQLException {
    rows.modelAnswer("answer-old", "now()");
    rows.modelAnswer("answer-young", "now()" + NOT_YET);
    rows.modelCall("call-old", A_WEEK_AGO);
    rows.modelCall("call-young", A_WEEK_AGO + NOT_YET);
    rows.modelBudget("budget-old", 7);
    rows.modelBudget("budget-young", 6);

    Purged purged =
        Purged.NOTHING
            .plus(purged(mapper -> mapper.purgeModelAnswers(null, LIMIT)))
            .plus(purged(mapper -> mapper.purgeModelCalls(null, LIMIT)))
            .plus(purged(mapper -> mapper.purgeModelBudgets(null, LIMIT)));

    assertThat(purged.modelRows()).isEqualTo(3);
    assertThat(rows.modelRows()).containsExactly("answer-young", "budget-young", "call-young");
  }

  @Test
  void a_batch_takes_the_oldest_and_the_next_one_begins_where_it_ended() throws SQLException {
    for (int days = 8; days <= 12; days++) {
      rows.finishedJob("r-" + days, "now() - INTERVAL '%d days'".formatted(days));
    }

    PurgedBatch first = purged(mapper -> mapper.purgeJobs(null, 2));
    assertThat(rows.jobs()).containsExactly("r-10", "r-8", "r-9");
    assertThat(first.isFull(2)).isTrue();
    assertThat(first.reached())
        .isBetween(
            Instant.now().minus(Duration.ofDays(11)).minusSeconds(600),
            Instant.now().minus(Duration.ofDays(11)).plusSeconds(600));

    Instant later = Instant.now().minus(Duration.ofDays(9)).minusSeconds(600);
    PurgedBatch last = purged(mapper -> mapper.purgeJobs(later, 3));
    assertThat(rows.jobs()).containsExactly("r-10");
    assertThat(last.isFull(3)).isFalse();
  }

  @Test
  void rows_that_somebody_holds_are_left_for_the_next_time() throws SQLException {
    rows.finishedJob("held", A_WEEK_AGO);
    rows.finishedJob("free", A_WEEK_AGO);
    rows.schedule("held", "COMPLETED", A_DAY_AGO);
    rows.recommendation("held", "now()");
    rows.draft("held", A_DAY_AGO);
    try (Connection holder = testDatabase.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("SELECT FROM ai_schema.ai_jobs WHERE request_id = 'held' FOR UPDATE");
      statement.execute("SELECT FROM ai_schema.ai_schedules FOR UPDATE");
      statement.execute("SELECT FROM ai_schema.ai_recommendations FOR UPDATE");
      statement.execute("SELECT FROM ai_schema.ai_recommendation_drafts FOR UPDATE");

      assertThat(purgeAll()).isEqualTo(new Purged(1, 0, 0, 0, 0));
      assertThat(rows.jobs()).containsExactly("held");
      holder.rollback();
      assertThat(purgeAll()).isEqualTo(new Purged(1, 1, 1, 1, 0));
    }
  }

  private static Purged purgeAll() {
    return Purged.NOTHING
        .plus(purged(mapper -> mapper.purgeJobs(null, LIMIT)))
        .plus(purged(mapper -> mapper.purgeSchedules(null, LIMIT)))
        .plus(purged(mapper -> mapper.purgeRecommendations(null, LIMIT)))
        .plus(purged(mapper -> mapper.purgeDrafts(null, LIMIT)));
  }

  /// The driver prepares a statement that is repeated, and PostgreSQL then may plan it once for
  /// all. Before the first ANALYZE it knows nothing of the tables.
  @ParameterizedTest
  @CsvSource({
    "force_custom_plan, true",
    "force_custom_plan, false",
    "force_generic_plan, true",
    "force_generic_plan, false"
  })
  void no_batch_reads_a_whole_table(String planning, boolean analyzed) throws SQLException {
    rows.finishedJobs(5000, "now()");
    rows.execute(
        """
        INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status, expired_at)
        SELECT request_id, 'trip-1', 'COMPLETED', CASE WHEN id % 2 = 0 THEN 'infinity' ELSE completed_at END
        FROM ai_schema.ai_jobs
        """);
    rows.execute(
        """
        INSERT INTO ai_schema.ai_recommendations
          (place_id, profile_hash, recommendation_data, created_at, expired_at)
        SELECT request_id, 'hash', '{}', completed_at - INTERVAL '1 day', completed_at
        FROM ai_schema.ai_jobs
        """);
    if (analyzed) {
      rows.execute("ANALYZE");
    }

    assertThat(plan("purgeJobs", planning))
        .contains("using idx_ai_jobs_completed_at on ai_jobs")
        .contains("using idx_ai_schedules_request_id on ai_schedules")
        .doesNotContain("Seq Scan");
    assertThat(plan("purgeSchedules", planning))
        .contains("using idx_ai_schedules_expired_at on ai_schedules")
        .doesNotContain("Seq Scan");
    assertThat(plan("purgeRecommendations", planning))
        .contains("using idx_ai_recommendations_expired_at on ai_recommendations")
        .doesNotContain("Seq Scan");
  }

  private static String plan(String statementId, String planning) {
    return database.transaction(
        session -> {
          try {
            return plan(session, statementId, planning);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static String plan(SqlSession session, String statementId, String planning)
      throws SQLException {
    String sql =
        session
            .getConfiguration()
            .getMappedStatement(RetentionMapper.class.getName() + "." + statementId)
            .getBoundSql(null)
            .getSql()
            .replaceFirst("\\?", "\\$1")
            .replaceFirst("\\?", "\\$2");
    StringBuilder plan = new StringBuilder();
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute("SET LOCAL plan_cache_mode = " + planning);
      statement.execute("PREPARE purge (TIMESTAMPTZ, INTEGER) AS " + sql);
      try (ResultSet lines = statement.executeQuery("EXPLAIN EXECUTE purge (NULL, 500)")) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      statement.execute("DEALLOCATE purge");
    }
    return plan.toString();
  }

  private static PurgedBatch purged(Function<RetentionMapper, PurgedBatch> work) {
    return database.transaction(session -> work.apply(session.getMapper(RetentionMapper.class)));
  }
}
