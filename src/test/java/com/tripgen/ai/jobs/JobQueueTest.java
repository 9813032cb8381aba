package com.tripgen.ai.jobs;

import static com.tripgen.ai.jobs.Engine.attempts;
import static com.tripgen.ai.jobs.Engine.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ErrorReason;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.ibatis.session.SqlSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobQueueTest {
  private static final AttemptFailure PERMANENT =
      new AttemptFailure(true, 0, "{\"code\": 3, \"message\": \"no such city\"}", "no such city");

  private static TestDatabase database;
  private static Engine engine;
  private static JobTable table;

  /// What the feature's listener was told, and what it does about it.
  private static final List<String> MOVES = new ArrayList<>();

  private static boolean refuse;

  @BeforeAll
  static void open() throws SQLException {
    database = TestDatabase.create();
    engine = new Engine(database, Map.of(JobType.SCHEDULE_GENERATION.name(), new Feature()));
    table = new JobTable(database);
  }

  /// Keeps a row for each job and one more for each of its moves.
  private static final class Feature implements JobListener {
    @Override
    public void created(SqlSession session, List<Job> jobs) {
      jobs.forEach(job -> insertSchedule(session, job.requestId()));
      refuseIfTold();
    }

    @Override
    public void moved(SqlSession session, List<Job> jobs) {
      jobs.forEach(job -> MOVES.add(job.requestId() + " " + job.status()));
      insertSchedule(session, "moved");
      refuseIfTold();
    }

    private static void refuseIfTold() {
      if (refuse) {
        throw new IllegalStateException("the feature's row cannot follow");
      }
    }
  }

  @BeforeEach
  void clear() throws SQLException {
    table.clear();
    MOVES.clear();
    refuse = false;
  }

  @AfterAll
  static void close() throws SQLException {
    table.close();
    engine.close();
    database.close();
  }

  @Test
  void the_same_submission_again_answers_the_first_job() throws SQLException {
    Submission first = engine.queue.submit(job("r-1"));
    Submission again = engine.queue.submit(job("r-1"));

    assertThat(first.created()).isTrue();
    assertThat(again.created()).isFalse();
    assertThat(again.job()).isEqualTo(first.job());
    assertThat(table.history("r-1")).hasSize(1);
  }

  @Test
  void a_repeated_submission_answers_a_finished_job_as_it_is() throws SQLException {
    engine.submit("r-1");
    Job claim = engine.claim(table.worker());
    engine.runs.complete(claim, "storing", TestHandler.done());

    Submission again = engine.queue.submit(job("r-1"));

    assertThat(again.created()).isFalse();
    assertThat(again.job().status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void other_content_under_the_same_id_is_refused() throws SQLException {
    engine.submit("r-1");

    assertFails(
        ErrorReason.ERROR_REASON_REQUEST_ID_REUSED, () -> engine.submit(job("r-1", attempts(5))));
    assertThat(table.column("r-1", "max_attempts")).isEqualTo("3");
  }

  @Test
  void an_id_is_made_for_a_submission_without_one() {
    NewJob anonymous = job("ignored");
    NewJob withoutId =
        new NewJob(anonymous.type(), anonymous.payload(), "trip-1", NewJob.Options.DEFAULT);

    String first = engine.submit(withoutId).requestId();
    String second = engine.submit(withoutId).requestId();

    assertThat(first).hasSize(36).isNotEqualTo(second);
  }

  @Test
  void identical_submissions_at_the_same_time_are_one_job() throws Exception {
    int callers = 32;
    CyclicBarrier start = new CyclicBarrier(callers);
    Callable<Submission> call =
        () -> {
          start.await();
          return engine.queue.submit(job("r-1"));
        };
    List<Submission> submissions = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<Submission>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        answers.add(threads.submit(call));
      }
      for (Future<Submission> answer : answers) {
        submissions.add(answer.get());
      }
    }

    assertThat(submissions).filteredOn(Submission::created).hasSize(1);
    assertThat(submissions)
        .extracting(it -> it.job().id())
        .containsOnly(engine.queue.get("r-1").id());
    assertThat(table.history("r-1")).hasSize(1);
    assertThat(schedules()).containsExactly("r-1");
  }

  @Test
  void a_payload_over_two_mebibytes_is_refused_and_one_of_two_is_stored() throws SQLException {
    int limit = JobQueue.MAX_PAYLOAD_BYTES;

    assertFails(
        ErrorReason.ERROR_REASON_PAYLOAD_TOO_LARGE, () -> engine.submit(sized("r-1", limit + 1)));
    engine.submit(sized("r-2", limit));

    assertThat(table.texts("SELECT request_id FROM ai_schema.ai_jobs")).containsExactly("r-2");
  }

  private static NewJob sized(String requestId, int bytes) {
    String frame = "{\"text\":\"\"}";
    // Two bytes each: what counts are bytes, not characters.
    int left = bytes - frame.length();
    String text = "é".repeat(left / 2) + "x".repeat(left % 2);
    NewJob job = job(requestId);
    return new NewJob(job.type(), "{\"text\":\"" + text + "\"}", null, job.options());
  }

  @Test
  void the_rows_of_a_feature_are_stored_with_the_job() throws SQLException {
    engine.submit("r-1");

    assertThat(schedules()).containsExactly("r-1");
  }

  @Test
  void without_its_rows_no_job_is_stored() throws SQLException {
    refuse = true;

    assertThatThrownBy(() -> engine.submit("r-1")).hasMessage("the feature's row cannot follow");

    assertThat(table.texts("SELECT request_id FROM ai_schema.ai_jobs")).isEmpty();
    assertThat(table.texts("SELECT revision FROM ai_schema.ai_job_events")).isEmpty();
    assertThat(schedules()).isEmpty();
  }

  @Test
  void a_repeated_submission_stores_no_rows() throws SQLException {
    engine.submit("r-1");
    engine.submit("r-1");

    assertThat(schedules()).containsExactly("r-1");
  }

  @Test
  void cancelling_again_is_fine() throws SQLException {
    engine.submit("queued");
    assertThat(engine.queue.cancel("queued").status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(engine.queue.cancel("queued").status()).isEqualTo(JobStatus.CANCELLED);

    engine.submit("running");
    engine.claim(table.worker());
    assertThat(engine.queue.cancel("running").status()).isEqualTo(JobStatus.PROCESSING);
    Job again = engine.queue.cancel("running");
    assertThat(again.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(again.cancelRequested()).isTrue();
    assertThat(again.revision()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_job_that_finished_otherwise_is_not_cancelled(boolean completed) throws SQLException {
    engine.submit("r-1");
    Job claim = engine.claim(table.worker());
    if (completed) {
      engine.runs.complete(claim, "storing", TestHandler.done());
    } else {
      engine.runs.endAttempt(claim.claim(), PERMANENT);
    }
    String before = table.whole("r-1");

    assertFails(ErrorReason.ERROR_REASON_JOB_ALREADY_FINISHED, () -> engine.queue.cancel("r-1"));
    assertThat(table.whole("r-1")).isEqualTo(before);
  }

  @Test
  void unknown_jobs_are_not_found() {
    assertFails(ErrorReason.ERROR_REASON_JOB_NOT_FOUND, () -> engine.queue.get("r-1"));
    assertFails(ErrorReason.ERROR_REASON_JOB_NOT_FOUND, () -> engine.queue.getBasic("r-1"));
    assertFails(ErrorReason.ERROR_REASON_JOB_NOT_FOUND, () -> engine.queue.cancel("r-1"));
    assertFails(ErrorReason.ERROR_REASON_JOB_NOT_FOUND, () -> engine.queue.retry("r-1"));
  }

  @Test
  void failed_and_cancelled_jobs_are_retried_with_their_history_kept() throws SQLException {
    engine.submit("failed");
    engine.runs.endAttempt(engine.claim(table.worker()).claim(), PERMANENT);
    assertThat(engine.queue.retry("failed").status()).isEqualTo(JobStatus.QUEUED);
    assertThat(table.statuses("failed"))
        .containsExactly("QUEUED", "PROCESSING", "FAILED", "QUEUED");

    engine.submit("cancelled");
    engine.queue.cancel("cancelled");
    Job retried = engine.queue.retry("cancelled");
    assertThat(retried.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(retried.cancelRequested()).isFalse();
  }

  @Test
  void waiting_running_and_completed_jobs_are_not_retried() throws SQLException {
    engine.submit("r-1");
    assertFails(ErrorReason.ERROR_REASON_JOB_NOT_RETRYABLE, () -> engine.queue.retry("r-1"));

    Job claim = engine.claim(table.worker());
    assertFails(ErrorReason.ERROR_REASON_JOB_NOT_RETRYABLE, () -> engine.queue.retry("r-1"));

    engine.runs.complete(claim, "storing", TestHandler.done());
    assertFails(ErrorReason.ERROR_REASON_JOB_NOT_RETRYABLE, () -> engine.queue.retry("r-1"));
  }

  @Test
  void the_listener_hears_of_every_move() throws SQLException {
    engine.submit("r-1");
    Claim first = engine.claim(table.worker()).claim();
    engine.runs.endAttempt(first, PERMANENT);
    engine.queue.retry("r-1");
    engine.claim(table.worker());
    table.lapseAll();
    engine.runs.rescue();
    engine.queue.cancel("r-1");

    assertThat(MOVES)
        .containsExactly(
            "r-1 PROCESSING",
            "r-1 FAILED",
            "r-1 QUEUED",
            "r-1 PROCESSING",
            "r-1 QUEUED",
            "r-1 CANCELLED");
    assertThat(schedules()).hasSize(7);
  }

  @Test
  void a_move_that_its_listener_refuses_changes_nothing() throws SQLException {
    engine.submit("r-1");
    String before = table.whole("r-1");
    refuse = true;

    assertThatThrownBy(() -> engine.queue.cancel("r-1"))
        .hasMessage("the feature's row cannot follow");

    assertThat(table.whole("r-1")).isEqualTo(before);
    assertThat(table.history("r-1")).hasSize(1);
    assertThat(schedules()).containsExactly("r-1");
  }

  private static void assertFails(ErrorReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(ServiceException.class))
        .extracting(ServiceException::reason)
        .isEqualTo(reason);
  }

  private List<String> schedules() throws SQLException {
    return table.texts("SELECT trip_id FROM ai_schema.ai_schedules ORDER BY id");
  }

  /// A feature's row, written in the engine's transaction.
  private static void insertSchedule(SqlSession session, String tripId) {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute(
          """
          INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status)
          VALUES (gen_random_uuid()::TEXT, '%s', 'QUEUED')
          """
              .formatted(tripId));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
