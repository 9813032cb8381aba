package com.tripgen.ai.jobs;

import static com.tripgen.ai.jobs.Engine.attempts;
import static com.tripgen.ai.jobs.Engine.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The statements of the mapper against the rows they leave.
class JobMapperTest {
  private static final AttemptFailure TRANSIENT =
      new AttemptFailure(false, 0, "{\"code\": 14, \"message\": \"away\"}", "away");
  private static final JobQuery EVERYTHING = new JobQuery(List.of(), List.of(), null, null, null);

  private static final String FINISHED_AND_QUEUED =
      """
      INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload)
      SELECT 'r-' || n, 'SCHEDULE_GENERATION', CASE WHEN n > %d THEN 'COMPLETED' ELSE 'QUEUED' END, '{}'
      FROM generate_series(1, %d) AS n
      """;

  /// The driver prepares on the server from the fifth on, and PostgreSQL plans five anew.
  private static final int CALLS_UNTIL_A_PLAN_IS_KEPT = 12;

  private static TestDatabase database;
  private static Engine engine;
  private static JobTable table;

  @BeforeAll
  static void open() throws SQLException {
    database = TestDatabase.create();
    engine = new Engine(database);
    table = new JobTable(database);
  }

  @BeforeEach
  void clear() throws SQLException {
    table.clear();
  }

  @AfterAll
  static void close() throws SQLException {
    table.close();
    engine.close();
    database.close();
  }

  @Test
  void a_job_and_its_first_event_are_stored_in_one_statement() throws SQLException {
    Job stored = engine.submit("r-1");

    assertThat(stored.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(stored.revision()).isEqualTo(1);
    assertThat(table.column("r-1", "payload")).isEqualTo("{\"trip_id\": \"trip-1\"}");
    assertThat(table.history("r-1")).containsExactly("1 QUEUED 0");
    assertThat(table.texts("SELECT concat(xmin, ' ', cmin) FROM ai_schema.ai_job_events"))
        .isEqualTo(table.texts("SELECT concat(xmin, ' ', cmin) FROM ai_schema.ai_jobs"));
  }

  @Test
  void the_events_of_a_job_go_with_it() throws SQLException {
    engine.submit("r-1");
    engine.submit("r-2");

    table.change("DELETE FROM ai_schema.ai_jobs WHERE request_id = 'r-1'");
    assertThat(table.texts("SELECT job_id FROM ai_schema.ai_job_events"))
        .isEqualTo(table.texts("SELECT id FROM ai_schema.ai_jobs"));

    table.change("TRUNCATE ai_schema.ai_jobs CASCADE");
    assertThat(table.texts("SELECT job_id FROM ai_schema.ai_job_events")).isEmpty();

    engine.submit("r-3");
    table.change("TRUNCATE ai_schema.ai_job_events, ai_schema.ai_jobs CASCADE");
    assertThat(table.texts("SELECT job_id FROM ai_schema.ai_job_events")).isEmpty();
  }

  @Test
  void a_request_id_is_taken_once() throws SQLException {
    engine.submit("r-1");

    assertThat(insert("r-1", "another-trip")).isEmpty();
    assertThat(table.texts("SELECT trip_id FROM ai_schema.ai_jobs")).containsExactly("trip-1");
    assertThat(table.history("r-1")).containsExactly("1 QUEUED 0");
  }

  @Test
  void revisions_grow_by_one_and_every_status_change_has_its_event() throws SQLException {
    UUID worker = table.worker();
    engine.submit("r-1");
    Claim first = engine.claim(worker).claim();
    engine.jobs(jobs -> Engine.progress(jobs, first, 40));
    engine.jobs(jobs -> jobs.endAttempt(first, TRANSIENT, JobQueue.CANCEL_ERROR));
    Claim second = engine.claim(worker).claim();
    cancel("r-1");
    engine.jobs(jobs -> jobs.acknowledgeCancel(second, JobQueue.CANCEL_ERROR));
    retry("r-1");
    Claim third = engine.claim(worker).claim();
    engine.jobs(jobs -> jobs.release(third, JobQueue.CANCEL_ERROR));
    Claim fourth = engine.claim(worker).claim();
    engine.jobs(jobs -> Engine.complete(jobs, fourth));

    assertThat(table.history("r-1"))
        .containsExactly(
            "1 QUEUED 0",
            "2 PROCESSING 1",
            "4 QUEUED 1",
            "5 PROCESSING 2",
            "7 CANCELLED 2",
            "8 QUEUED 0",
            "9 PROCESSING 1",
            "10 QUEUED 0",
            "11 PROCESSING 1",
            "12 COMPLETED 1");
    assertThat(table.column("r-1", "revision")).isEqualTo("12");
    assertThat(table.column("r-1", "claim_number")).isEqualTo("4");
  }

  @Test
  void the_error_of_an_attempt_is_gone_with_the_next_one() throws SQLException {
    UUID worker = table.worker();
    engine.submit("r-1");
    Claim first = engine.claim(worker).claim();
    engine.jobs(jobs -> jobs.endAttempt(first, TRANSIENT, JobQueue.CANCEL_ERROR));
    assertThat(table.column("r-1", "error ->> 'message'")).isEqualTo("away");
    assertThat(table.column("r-1", "error_message")).isEqualTo("away");

    Claim second = engine.claim(worker).claim();
    engine.jobs(jobs -> Engine.complete(jobs, second));

    assertThat(table.column("r-1", "error")).isEqualTo("null");
    assertThat(table.column("r-1", "error_message")).isEqualTo("null");
    assertThat(
            table.texts(
                "SELECT error ->> 'message' FROM ai_schema.ai_job_events ORDER BY revision"))
        .containsExactly("null", "null", "away", "null", "null");
  }

  @Test
  void the_message_of_a_cancelled_job_is_that_of_its_error() throws SQLException {
    UUID worker = table.worker();
    engine.submit("r-1");
    Claim claim = engine.claim(worker).claim();
    engine.jobs(jobs -> jobs.endAttempt(claim, TRANSIENT, JobQueue.CANCEL_ERROR));
    cancel("r-1");

    assertThat(table.reason("r-1")).isEqualTo("CANCELLED_BY_CALLER");
    assertThat(table.column("r-1", "error_message"))
        .isEqualTo(table.column("r-1", "error ->> 'message'"));
  }

  @Test
  void progress_has_no_event_and_is_a_hot_update() throws SQLException {
    engine.submit("r-1");
    Claim claim = engine.claim(table.worker()).claim();

    engine.database.transaction(
        session -> {
          JobMapper jobs = session.getMapper(JobMapper.class);
          long before = hotUpdatesIn(session);
          for (int percent = 10; percent < 20; percent++) {
            Engine.progress(jobs, claim, percent);
          }
          assertThat(hotUpdatesIn(session) - before).isEqualTo(10);
          return claim;
        });

    assertThat(table.history("r-1")).containsExactly("1 QUEUED 0", "2 PROCESSING 1");
    assertThat(table.column("r-1", "progress")).isEqualTo("19");
    assertThat(table.column("r-1", "revision")).isEqualTo("12");
  }

  @Test
  void progress_of_many_jobs_is_stored_at_once_each_under_its_claim() throws SQLException {
    UUID worker = table.worker();
    engine.submit("running");
    Claim running = engine.claim(worker).claim();
    engine.submit("released");
    Claim released = engine.claim(worker).claim();
    engine.runs.release(released);
    engine.claim(worker);
    engine.submit("cancelled");
    Claim cancelled = engine.claim(worker).claim();
    cancel("cancelled");

    List<StoredProgress> stored =
        engine.jobs(
            jobs ->
                jobs.progress(
                    Stream.of(cancelled, released, running)
                        .map(
                            it ->
                                new ProgressRow(
                                    it.jobId(), it.claimNumber(), it.workerId(), 40, "planning"))
                        .toList()));

    assertThat(stored).containsExactly(new StoredProgress(running.jobId(), 1, worker, 3));
    assertThat(table.texts("SELECT progress FROM ai_schema.ai_jobs ORDER BY id"))
        .containsExactly("40", "0", "0");
  }

  /// Statistics of a moment when nothing is processed make the index on the status look cheap.
  @Test
  void an_end_among_many_is_found_by_its_key_alone() throws SQLException {
    finishedAndQueued(4900, 100);
    List<Job> claimed = engine.claim(table.worker(), JobType.SCHEDULE_GENERATION, 100);

    long read =
        rowsReadFor(
            100, jobs -> jobs.complete(claimed.stream().map(JobMapperTest::completion).toList()));

    assertThat(read).isLessThan(1000);
  }

  @Test
  void a_claim_reads_no_more_than_it_takes() throws SQLException {
    finishedAndQueued(4000, 1000);

    assertThat(rowsReadFor(100, claimOf100(table.worker()))).isLessThan(300);
  }

  @Test
  void a_claim_that_was_planned_before_there_were_jobs_reads_no_more_than_it_takes()
      throws SQLException {
    try (TestDatabase fresh = TestDatabase.create();
        Engine engine = new Engine(fresh);
        JobTable table = new JobTable(fresh)) {
      Function<JobMapper, List<?>> claim = claimOf100(table.worker());
      long read =
          engine.database.transaction(
              session -> {
                JobMapper jobs = session.getMapper(JobMapper.class);
                for (int i = 0; i < CALLS_UNTIL_A_PLAN_IS_KEPT; i++) {
                  assertThat(claim.apply(jobs)).isEmpty();
                }
                change(session, FINISHED_AND_QUEUED.formatted(1000, 5000));
                long before = rowsReadIn(session);
                assertThat(claim.apply(jobs)).hasSize(100);
                return rowsReadIn(session) - before;
              });

      assertThat(read).isLessThan(300);
    }
  }

  @Test
  void progress_and_ends_that_were_planned_when_all_jobs_were_gone_read_no_more_than_they_change()
      throws SQLException {
    try (TestDatabase fresh = TestDatabase.create();
        Engine engine = new Engine(fresh);
        JobTable table = new JobTable(fresh)) {
      UUID worker = table.worker();
      table.change(FINISHED_AND_QUEUED.formatted(0, 5000));
      table.change("DELETE FROM ai_schema.ai_jobs");
      table.change("VACUUM (TRUNCATE FALSE) ai_schema.ai_jobs");
      long read =
          engine.database.transaction(
              session -> {
                JobMapper jobs = session.getMapper(JobMapper.class);
                for (int i = 0; i < CALLS_UNTIL_A_PLAN_IS_KEPT; i++) {
                  assertThat(jobs.progress(List.of(progress(1, worker)))).isEmpty();
                  assertThat(jobs.complete(List.of(completion(1, worker)))).isEmpty();
                }
                change(session, FINISHED_AND_QUEUED.formatted(100, 5000));
                change(
                    session,
                    "UPDATE ai_schema.ai_jobs SET status = 'PROCESSING', claim_number = 1,"
                        + " worker_id = '"
                        + worker
                        + "' WHERE status = 'QUEUED'");
                List<Long> ids = LongStream.rangeClosed(5001, 5100).boxed().toList();
                long before = rowsReadIn(session);
                assertThat(jobs.progress(ids.stream().map(id -> progress(id, worker)).toList()))
                    .hasSize(100);
                assertThat(jobs.complete(ids.stream().map(id -> completion(id, worker)).toList()))
                    .hasSize(100);
                return rowsReadIn(session) - before;
              });

      assertThat(read).isLessThan(600);
    }
  }

  private static ProgressRow progress(long jobId, UUID worker) {
    return new ProgressRow(jobId, 1, worker, 40, "planning");
  }

  private static CompletionRow completion(long jobId, UUID worker) {
    return new CompletionRow(jobId, 1, worker, "storing", "{}");
  }

  private static Function<JobMapper, List<?>> claimOf100(UUID worker) {
    return jobs ->
        jobs.claimOfOneQueue(
            worker,
            JobType.SCHEDULE_GENERATION.name(),
            new QueueKey("", 0),
            "-infinity",
            true,
            100);
  }

  private static void change(SqlSession session, String sql) {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long rowsReadFor(int changed, Function<JobMapper, List<?>> statement) {
    return engine.database.transaction(
        session -> {
          long before = rowsReadIn(session);
          assertThat(statement.apply(session.getMapper(JobMapper.class))).hasSize(changed);
          return rowsReadIn(session) - before;
        });
  }

  private void finishedAndQueued(int finished, int queued) throws SQLException {
    table.change(FINISHED_AND_QUEUED.formatted(queued, finished + queued));
    table.change("ANALYZE ai_schema.ai_jobs");
  }

  private static CompletionRow completion(Job job) {
    return new CompletionRow(job.id(), job.claimNumber(), job.workerId(), "storing", "{}");
  }

  private static long hotUpdatesIn(SqlSession session) {
    return countIn(session, "n_tup_hot_upd");
  }

  private static long rowsReadIn(SqlSession session) {
    return countIn(session, "seq_tup_read + idx_tup_fetch");
  }

  /// By the session's own count, which needs no flush.
  private static long countIn(SqlSession session, String column) {
    try (Statement statement = session.getConnection().createStatement();
        ResultSet figures =
            statement.executeQuery(
                """
                SELECT %s
                FROM pg_stat_xact_user_tables
                WHERE relname = 'ai_jobs'
                """
                    .formatted(column))) {
      figures.next();
      return figures.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_queued_job_is_cancelled_at_once() throws SQLException {
    engine.submit("r-1");

    Job cancelled = cancel("r-1").orElseThrow();

    assertThat(cancelled.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(table.history("r-1")).containsExactly("1 QUEUED 0", "2 CANCELLED 0");
    assertThat(table.column("r-1", "completed_at IS NOT NULL")).isEqualTo("true");
    assertThat(table.reason("r-1")).isEqualTo("CANCELLED_BY_CALLER");
    assertThat(cancel("r-1")).isEmpty();
  }

  @Test
  void a_running_job_is_asked_to_stop() throws SQLException {
    engine.submit("r-1");
    engine.claim(table.worker());

    Job asked = cancel("r-1").orElseThrow();

    assertThat(asked.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(asked.cancelRequested()).isTrue();
    assertThat(asked.revision()).isEqualTo(3);
    assertThat(table.history("r-1")).containsExactly("1 QUEUED 0", "2 PROCESSING 1");
    assertThat(cancel("r-1")).isEmpty();
  }

  @Test
  void a_processing_job_from_before_the_engine_is_cancelled_at_once() throws SQLException {
    engine.submit("r-1");
    table.change("UPDATE ai_schema.ai_jobs SET status = 'PROCESSING'");

    cancel("r-1");

    assertThat(table.status("r-1")).isEqualTo("CANCELLED");
  }

  @Test
  void a_retry_gives_all_attempts_back_but_no_claim_number() throws SQLException {
    engine.submit(job("r-1", attempts(1)));
    Claim claim = engine.claim(table.worker()).claim();
    engine.jobs(jobs -> jobs.endAttempt(claim, TRANSIENT, JobQueue.CANCEL_ERROR));
    assertThat(table.status("r-1")).isEqualTo("FAILED");

    Job retried = retry("r-1").orElseThrow();

    assertThat(retried.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(retried.attempt()).isZero();
    assertThat(retried.claimNumber()).isEqualTo(1);
    assertThat(retried.error()).isNull();
    assertThat(retried.completedAt()).isNull();
    assertThat(table.column("r-1", "run_time <= now()")).isEqualTo("true");
    assertThat(engine.claim(table.worker()).claimNumber()).isEqualTo(2);
  }

  @Test
  void only_failed_and_cancelled_jobs_are_retried() throws SQLException {
    engine.submit("r-1");
    assertThat(retry("r-1")).isEmpty();

    Claim claim = engine.claim(table.worker()).claim();
    assertThat(retry("r-1")).isEmpty();

    engine.jobs(jobs -> Engine.complete(jobs, claim));
    assertThat(retry("r-1")).isEmpty();
    assertThat(table.status("r-1")).isEqualTo("COMPLETED");
  }

  @Test
  void a_list_shows_the_newest_first_and_goes_on_below_an_id() {
    engine.submit("r-1");
    Job second = engine.submit("r-2");
    engine.submit("r-3");

    assertThat(list(EVERYTHING, Long.MAX_VALUE, 2)).containsExactly("r-3", "r-2");
    engine.submit("r-4");
    assertThat(list(EVERYTHING, second.id(), 2)).containsExactly("r-1");
  }

  @Test
  void a_list_is_filtered_by_each_of_its_fields() throws SQLException {
    engine.submit("r-old");
    engine.submit("r-cancelled");
    insert("r-other-trip", "trip-2");
    engine.submit("r-analysis");
    cancel("r-cancelled");
    table.change(
        """
        UPDATE ai_schema.ai_jobs
        SET job_type = 'WEATHER_IMPACT_ANALYSIS'
        WHERE request_id = 'r-analysis'
        """);
    table.change(
        """
        UPDATE ai_schema.ai_jobs
        SET created_at = '2020-01-01T00:00:00Z'
        WHERE request_id = 'r-old'
        """);
    Instant between = Instant.parse("2021-01-01T00:00:00Z");

    assertThat(list(List.of("WEATHER_IMPACT_ANALYSIS"), List.of(), null, null, null))
        .containsExactly("r-analysis");
    assertThat(list(List.of(), List.of("CANCELLED", "FAILED"), null, null, null))
        .containsExactly("r-cancelled");
    assertThat(list(List.of(), List.of(), "trip-2", null, null)).containsExactly("r-other-trip");
    assertThat(list(List.of(), List.of(), null, null, between)).containsExactly("r-old");
    assertThat(list(List.of("SCHEDULE_GENERATION"), List.of("QUEUED"), "trip-1", between, null))
        .isEmpty();
    assertThat(list(List.of(), List.of("QUEUED"), "trip-1", between, null))
        .containsExactly("r-analysis");
  }

  @Test
  void lists_leave_payload_and_result_in_the_database() {
    engine.submit("r-1");

    Job listed = engine.jobs(jobs -> jobs.list(EVERYTHING, Long.MAX_VALUE, 1)).getFirst();

    assertThat(listed.payload()).isNull();
    assertThat(listed.result()).isNull();
  }

  private List<String> list(JobQuery query, long beforeId, int limit) {
    return engine.jobs(jobs -> jobs.list(query, beforeId, limit)).stream()
        .map(Job::requestId)
        .toList();
  }

  private List<String> list(
      List<String> types,
      List<String> statuses,
      @Nullable String tripId,
      @Nullable Instant after,
      @Nullable Instant before) {
    return list(new JobQuery(types, statuses, tripId, after, before), Long.MAX_VALUE, 10);
  }

  private List<Job> insert(String requestId, String tripId) {
    NewJobRow row =
        new NewJobRow(
            requestId,
            "SCHEDULE_GENERATION",
            "{}",
            tripId,
            "hash",
            0,
            "",
            "",
            "{}",
            null,
            3,
            300_000,
            null);
    return engine.jobs(jobs -> jobs.insert(List.of(row)));
  }

  private Optional<Job> cancel(String requestId) {
    return engine.jobs(jobs -> jobs.cancel(requestId, JobQueue.CANCEL_ERROR));
  }

  private Optional<Job> retry(String requestId) {
    return engine.jobs(jobs -> jobs.retry(requestId));
  }
}
