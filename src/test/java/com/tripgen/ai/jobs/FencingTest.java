package com.tripgen.ai.jobs;

import static com.tripgen.ai.jobs.Engine.attempts;
import static com.tripgen.ai.jobs.Engine.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whose writes count: those of the newest claim, and none against a cancel.
class FencingTest {
  private static final AttemptFailure TRANSIENT =
      new AttemptFailure(false, 0, "{\"code\": 14, \"message\": \"away\"}", "away");

  private static TestDatabase database;
  private static Engine engine;
  private static JobTable table;
  private UUID worker;

  /// Everything a worker writes under its claim.
  enum Write {
    PROGRESS,
    COMPLETE,
    END_ATTEMPT,
    RELEASE,
    ACKNOWLEDGE_CANCEL;

    Optional<?> to(JobMapper jobs, Claim claim) {
      return switch (this) {
        case PROGRESS -> Engine.progress(jobs, claim, 50);
        case COMPLETE -> Engine.complete(jobs, claim);
        case END_ATTEMPT -> jobs.endAttempt(claim, TRANSIENT, JobQueue.CANCEL_ERROR);
        case RELEASE -> jobs.release(claim, JobQueue.CANCEL_ERROR);
        case ACKNOWLEDGE_CANCEL -> jobs.acknowledgeCancel(claim, JobQueue.CANCEL_ERROR);
      };
    }
  }

  @BeforeAll
  static void open() throws SQLException {
    database = TestDatabase.create();
    engine = new Engine(database);
    table = new JobTable(database);
  }

  @BeforeEach
  void clear() throws SQLException {
    table.clear();
    worker = table.worker();
  }

  @AfterAll
  static void close() throws SQLException {
    table.close();
    engine.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_write_under_an_older_claim_changes_no_row(Write write) throws SQLException {
    engine.submit("r-1");
    Claim old = engine.claim(worker).claim();
    engine.runs.release(old);
    engine.claim(worker);
    String before = table.whole("r-1");

    assertThat(changes(write, old)).isFalse();

    assertThat(table.whole("r-1")).isEqualTo(before);
    assertThat(table.history("r-1")).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void a_write_under_a_claim_that_a_promoted_standby_never_heard_of_changes_no_row(Write write)
      throws SQLException {
    engine.submit("r-1");
    Claim lost = engine.claim(worker).claim();
    table.change(
        "UPDATE ai_schema.ai_jobs SET status = 'QUEUED', worker_id = NULL, claim_number = 0");
    Claim again = engine.claim(table.worker()).claim();
    assertThat(again.claimNumber()).isEqualTo(lost.claimNumber());
    String before = table.whole("r-1");

    assertThat(changes(write, lost)).isFalse();

    assertThat(table.whole("r-1")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void a_write_to_a_finished_job_changes_no_row(Write write) throws SQLException {
    engine.submit("r-1");
    Claim claim = engine.claim(worker).claim();
    engine.jobs(jobs -> Engine.complete(jobs, claim));
    String before = table.whole("r-1");

    assertThat(changes(write, claim)).isFalse();

    assertThat(table.whole("r-1")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"PROGRESS", "COMPLETE"})
  void once_a_cancel_is_requested_neither_progress_nor_completion_is_taken(Write write)
      throws SQLException {
    engine.submit("r-1");
    Claim claim = engine.claim(worker).claim();
    engine.queue.cancel("r-1");
    String before = table.whole("r-1");

    assertThat(changes(write, claim)).isFalse();

    assertThat(table.whole("r-1")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"END_ATTEMPT", "RELEASE", "ACKNOWLEDGE_CANCEL"})
  void every_end_after_a_cancel_request_is_cancelled(Write write) throws SQLException {
    engine.submit("r-1");
    Claim claim = engine.claim(worker).claim();
    engine.queue.cancel("r-1");

    assertThat(changes(write, claim)).isTrue();

    assertThat(table.status("r-1")).isEqualTo("CANCELLED");
    assertThat(table.reason("r-1")).isEqualTo("CANCELLED_BY_CALLER");
    assertThat(table.column("r-1", "error_message")).isEqualTo("the job was cancelled");
    assertThat(table.column("r-1", "completed_at IS NOT NULL AND worker_id IS NULL"))
        .isEqualTo("true");
  }

  @Test
  void a_cancel_is_not_acknowledged_unasked() throws SQLException {
    engine.submit("r-1");
    Claim claim = engine.claim(worker).claim();

    assertThat(engine.runs.acknowledgeCancel(claim)).isEmpty();
    assertThat(table.status("r-1")).isEqualTo("PROCESSING");
  }

  @Test
  void a_released_job_has_its_attempt_back_and_a_rescued_one_has_not() throws SQLException {
    engine.submit("r-1");
    engine.runs.release(engine.claim(worker).claim());
    assertThat(table.column("r-1", "attempt")).isEqualTo("0");

    engine.claim(worker);
    table.lapse(worker);
    engine.runs.rescue();

    assertThat(table.status("r-1")).isEqualTo("QUEUED");
    assertThat(table.column("r-1", "attempt")).isEqualTo("1");
    assertThat(table.reason("r-1")).isEqualTo("LEASE_LOST");
  }

  @Test
  void a_rescue_fails_a_job_without_attempts_left_and_cancels_one_that_was_asked_to_stop()
      throws SQLException {
    engine.submit(job("last", attempts(1)));
    engine.submit(job("asked", attempts(1)));
    engine.claim(worker, JobType.SCHEDULE_GENERATION, 10);
    engine.queue.cancel("asked");
    table.lapse(worker);

    List<Job> rescued = engine.runs.rescue();

    assertThat(rescued).extracting(Job::requestId).containsExactly("last", "asked");
    assertThat(table.status("last")).isEqualTo("FAILED");
    assertThat(table.reason("last")).isEqualTo("LEASE_LOST");
    assertThat(table.status("asked")).isEqualTo("CANCELLED");
    assertThat(table.reason("asked")).isEqualTo("CANCELLED_BY_CALLER");
    assertThat(table.texts("SELECT id FROM ai_schema.ai_workers")).isEmpty();
  }

  @Test
  void a_rescue_leaves_live_workers_and_jobs_without_worker_alone() throws SQLException {
    engine.submit("adopted");
    table.change("UPDATE ai_schema.ai_jobs SET status = 'PROCESSING'");
    engine.submit("running");
    engine.claim(worker);

    assertThat(engine.runs.rescue()).isEmpty();
    assertThat(table.status("adopted")).isEqualTo("PROCESSING");
    assertThat(table.status("running")).isEqualTo("PROCESSING");
  }

  @Test
  void a_lapsed_lease_is_not_renewed() throws SQLException {
    assertThat(renew()).isEqualTo(1);
    table.lapse(worker);
    assertThat(renew()).isZero();
  }

  private boolean changes(Write write, Claim claim) {
    return engine.jobs(jobs -> write.to(jobs, claim).isPresent());
  }

  private int renew() {
    return engine.database.transaction(
        session -> session.getMapper(WorkerMapper.class).renew(worker, 30_000));
  }
}
