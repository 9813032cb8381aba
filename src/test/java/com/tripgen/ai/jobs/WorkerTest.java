package com.tripgen.ai.jobs;

import static com.tripgen.ai.jobs.Engine.attempts;
import static com.tripgen.ai.jobs.Engine.job;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.support.Eventually;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ErrorReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How attempts run and end.
class WorkerTest {
  private static TestDatabase database;
  private static JobTable table;
  private Engine engine;

  @BeforeAll
  static void create() throws SQLException {
    database = TestDatabase.create();
    table = new JobTable(database);
  }

  @AfterAll
  static void drop() throws SQLException {
    table.close();
    database.close();
  }

  @BeforeEach
  void open() throws SQLException {
    table.clear();
    engine = new Engine(database);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void a_job_is_run_and_completed_with_its_rows() throws Exception {
    engine.work(
        new TestHandler(
            (job, progress) ->
                new JobCompletion(
                    "{\"trip\": \"%s\"}".formatted(job.tripId()),
                    (session, completed) -> insertSchedule(session, completed.requestId()))));
    engine.submit("r-1");

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    assertThat(table.column("r-1", "result")).isEqualTo("{\"trip\": \"trip-1\"}");
    assertThat(table.column("r-1", "progress")).isEqualTo("100");
    assertThat(table.column("r-1", "current_step")).isEqualTo("storing");
    assertThat(table.column("r-1", "worker_id")).isEqualTo("null");
    assertThat(table.statuses("r-1")).containsExactly("QUEUED", "PROCESSING", "COMPLETED");
    assertThat(schedules()).containsExactly("r-1");
  }

  @Test
  void a_job_whose_rows_cannot_be_stored_is_not_completed() throws Exception {
    engine.work(
        new TestHandler(
            (job, progress) ->
                new JobCompletion(
                    "{}",
                    (session, completed) -> {
                      insertSchedule(session, completed.requestId());
                      insertSchedule(session, completed.requestId());
                    })));
    engine.submit(job("r-1", attempts(1)));

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("FAILED"));
    assertThat(table.reason("r-1")).isEqualTo("HANDLER_FAILED");
    assertThat(table.column("r-1", "result")).isEqualTo("null");
    assertThat(schedules()).isEmpty();
  }

  @Test
  void what_was_outdated_when_it_was_to_be_stored_is_made_again_by_the_same_attempt()
      throws Exception {
    AtomicInteger runs = new AtomicInteger();
    engine.work(
        new TestHandler(
            (job, progress) -> {
              int run = runs.incrementAndGet();
              return new JobCompletion(
                  "{\"run\": %d}".formatted(run),
                  (session, completed) -> {
                    insertSchedule(session, completed.requestId());
                    if (run < 3) {
                      throw new OutdatedException("run " + run);
                    }
                  });
            }));
    engine.submit(job("r-1", attempts(1)));

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    assertThat(table.column("r-1", "result")).isEqualTo("{\"run\": 3}");
    assertThat(table.column("r-1", "attempt")).isEqualTo("1");
    assertThat(table.statuses("r-1")).containsExactly("QUEUED", "PROCESSING", "COMPLETED");
    assertThat(schedules()).containsExactly("r-1");
  }

  @Test
  void an_attempt_that_is_outdated_for_ever_can_be_cancelled() throws Exception {
    CountDownLatch outdated = new CountDownLatch(2);
    engine.work(
        new TestHandler(
            (job, progress) ->
                new JobCompletion(
                    "{}",
                    (session, completed) -> {
                      outdated.countDown();
                      throw new OutdatedException("always");
                    })));
    engine.submit("r-1");
    Eventually.await(outdated);

    var _ = engine.queue.cancel("r-1");

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("CANCELLED"));
    assertThat(table.column("r-1", "result")).isEqualTo("null");
  }

  @Test
  void jobs_of_an_unknown_type_are_left_alone() throws Exception {
    try (TestDatabase newer = TestDatabase.create();
        JobTable rows = new JobTable(newer);
        Engine older = new Engine(newer)) {
      rows.change("ALTER TABLE ai_schema.ai_jobs DROP CONSTRAINT chk_ai_jobs_type");
      older.submit("unknown");
      rows.change("UPDATE ai_schema.ai_jobs SET job_type = 'TIME_TRAVEL'");
      String before = rows.whole("unknown");
      older.work(TestHandler.succeeding());
      older.submit("known");

      eventually(() -> assertThat(rows.status("known")).isEqualTo("COMPLETED"));
      assertThat(rows.whole("unknown")).isEqualTo(before);
      assertThat(older.queue.get("unknown").jobType()).isEqualTo("TIME_TRAVEL");
    }
  }

  @Test
  void a_transient_failure_is_tried_again_with_its_history_kept() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    engine.work(
        new TestHandler(
            (job, progress) -> {
              if (runs.incrementAndGet() < 3) {
                throw providerAway(Duration.ZERO);
              }
              return TestHandler.done();
            }));
    engine.submit("r-1");

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    assertThat(table.history("r-1"))
        .containsExactly(
            "1 QUEUED 0",
            "2 PROCESSING 1",
            "3 QUEUED 1",
            "4 PROCESSING 2",
            "5 QUEUED 2",
            "6 PROCESSING 3",
            "7 COMPLETED 3");
    assertThat(
            table.texts(
                """
                SELECT error #>> '{details,0,reason}'
                FROM ai_schema.ai_job_events
                WHERE error IS NOT NULL
                """))
        .containsExactly("PROVIDER_UNAVAILABLE", "PROVIDER_UNAVAILABLE");
    assertThat(table.column("r-1", "error")).isEqualTo("null");
  }

  @Test
  void a_failure_may_say_when_to_try_again() throws Exception {
    AtomicBoolean away = new AtomicBoolean(true);
    engine.work(
        new TestHandler(
            (job, progress) -> {
              if (away.getAndSet(false)) {
                throw providerAway(Duration.ofHours(1));
              }
              return TestHandler.done();
            }));
    engine.submit("r-1");

    eventually(() -> assertThat(table.column("r-1", "attempt || status")).isEqualTo("1QUEUED"));
    assertThat(
            table.column(
                "r-1",
                "run_time BETWEEN now() + INTERVAL '59 minutes' AND now() + INTERVAL '1 hour'"))
        .isEqualTo("true");

    table.makeDue("r-1");
    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
  }

  @Test
  void a_permanent_failure_ends_the_job_at_once() throws Exception {
    engine.work(
        new TestHandler(
            (job, progress) -> {
              throw new ServiceException(ErrorReason.ERROR_REASON_UNKNOWN_CITY, "no such city");
            }));
    engine.submit("r-1");

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("FAILED"));
    assertThat(table.column("r-1", "attempt")).isEqualTo("1");
    assertThat(table.reason("r-1")).isEqualTo("UNKNOWN_CITY");
    assertThat(table.column("r-1", "error_message")).isEqualTo("no such city");
  }

  @Test
  void a_job_fails_with_its_last_attempt() throws Exception {
    engine.work(
        new TestHandler(
            (job, progress) -> {
              throw providerAway(Duration.ZERO);
            }));
    engine.submit(job("r-1", attempts(2)));

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("FAILED"));
    assertThat(table.history("r-1"))
        .containsExactly(
            "1 QUEUED 0", "2 PROCESSING 1", "3 QUEUED 1", "4 PROCESSING 2", "5 FAILED 2");
    assertThat(table.reason("r-1")).isEqualTo("PROVIDER_UNAVAILABLE");
    assertThat(table.column("r-1", "completed_at IS NOT NULL")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        StackOverflowError.class,
        NoClassDefFoundError.class,
        AssertionError.class,
        OutOfMemoryError.class
      })
  void whatever_a_handler_throws_ends_only_the_attempt(Class<? extends Throwable> thrown)
      throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    engine.work(
        new TestHandler(
            (job, progress) -> {
              if (first.getAndSet(false)) {
                throwUnchecked(newOf(thrown));
              }
              return TestHandler.done();
            }));
    engine.submit("r-1");

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    assertThat(
            table.texts(
                "SELECT DISTINCT error #>> '{details,0,reason}' FROM ai_schema.ai_job_events"))
        .contains("HANDLER_FAILED");
    assertThat(table.column("r-1", "attempt")).isEqualTo("2");
  }

  private static Throwable newOf(Class<? extends Throwable> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void throwUnchecked(Throwable thrown) {
    switch (thrown) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalArgumentException(thrown);
    }
  }

  @Test
  void an_attempt_that_takes_too_long_is_interrupted_and_tried_again() throws Exception {
    try (HeldHandler handler = HeldHandler.obedient()) {
      engine.work(handler);
      engine.submit(job("r-1", attempts(20, Duration.ofMillis(300))));
      handler.awaitStart();

      handler.awaitInterrupt();
      handler.letGo();

      eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
      assertThat(
              table.texts(
                  """
                  SELECT error #>> '{details,0,reason}'
                  FROM ai_schema.ai_job_events
                  WHERE revision = 3
                  """))
          .containsExactly("ATTEMPT_TIMEOUT");
    }
  }

  @Test
  void a_handler_that_ignores_its_timeout_is_fenced_off() throws Exception {
    try (HeldHandler handler =
        new HeldHandler(
            true,
            new JobCompletion("{}", (session, job) -> insertSchedule(session, job.requestId())))) {
      Worker worker = engine.work(handler);
      engine.submit(job("r-1", attempts(1, Duration.ofMillis(300))));
      handler.awaitStart();
      handler.awaitInterrupt();
      eventually(() -> assertThat(table.status("r-1")).isEqualTo("FAILED"));
      assertThat(table.reason("r-1")).isEqualTo("ATTEMPT_TIMEOUT");
      assertThat(worker.runningJobs()).isEqualTo(1);
      String before = table.whole("r-1");

      handler.letGo();
      eventually(() -> assertThat(worker.runningJobs()).isZero());

      assertThat(table.whole("r-1")).isEqualTo(before);
      assertThat(schedules()).isEmpty();
    }
  }

  @Test
  void the_newest_progress_is_stored_at_most_twice_a_second() throws Exception {
    CountDownLatch firstStored = new CountDownLatch(1);
    CountDownLatch reported = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    engine.work(
        new TestHandler(
            (job, progress) -> {
              progress.report(1, "collecting");
              Eventually.await(firstStored);
              for (int percent = 2; percent <= 100; percent++) {
                progress.report(percent, percent < 50 ? "collecting" : "planning");
              }
              reported.countDown();
              Eventually.await(go);
              return TestHandler.done();
            }));
    long submitted = System.nanoTime();
    engine.submit("r-1");
    eventually(() -> assertThat(table.column("r-1", "progress")).isEqualTo("1"));
    firstStored.countDown();
    Eventually.await(reported);

    eventually(() -> assertThat(table.column("r-1", "progress")).isEqualTo("99"));
    assertThat(table.column("r-1", "current_step")).isEqualTo("planning");
    long halfSeconds = Duration.ofNanos(System.nanoTime() - submitted).toMillis() / 500;
    assertThat(Long.parseLong(table.column("r-1", "revision")) - 2).isBetween(2L, halfSeconds + 1);
    go.countDown();
  }

  @Test
  void a_handler_does_not_wait_until_its_progress_is_stored() throws Exception {
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch reported = new CountDownLatch(1);
    engine.work(
        new TestHandler(
            (job, progress) -> {
              Eventually.await(locked);
              progress.report(40, "planning");
              reported.countDown();
              return TestHandler.done();
            }));
    engine.submit("r-1");
    eventually(() -> assertThat(table.column("r-1", "status")).isEqualTo("PROCESSING"));

    try (Connection other = database.connect();
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("SELECT FROM ai_schema.ai_jobs FOR UPDATE");
      locked.countDown();
      Eventually.await(reported);
      other.rollback();
    }
    eventually(() -> assertThat(table.column("r-1", "status")).isEqualTo("COMPLETED"));
  }

  @Test
  void a_completion_that_waits_for_the_database_takes_no_thread() throws Exception {
    Map<String, Thread> threads = new ConcurrentHashMap<>();
    CountDownLatch locked = new CountDownLatch(1);
    engine.work(
        new TestHandler(
            (job, progress) -> {
              threads.put(job.requestId(), Thread.currentThread());
              Eventually.await(locked);
              return TestHandler.done();
            }));
    engine.submit("r-1");
    eventually(() -> assertThat(threads).containsKey("r-1"));

    try (Connection other = database.connect();
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("SELECT FROM ai_schema.ai_jobs FOR UPDATE");
      locked.countDown();
      eventually(() -> assertThat(table.waitingStatements()).isPositive());
      eventually(
          () ->
              assertThat(Objects.requireNonNull(threads.get("r-1")).getStackTrace())
                  .extracting(StackTraceElement::getClassName)
                  .doesNotContain(Attempt.class.getName()));
      assertThat(table.status("r-1")).isEqualTo("PROCESSING");
      other.rollback();
    }
    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
  }

  @Test
  void the_interrupt_of_one_job_does_not_reach_the_next_one() throws Exception {
    Map<String, Thread> threads = new ConcurrentHashMap<>();
    Map<String, Boolean> interrupted = new ConcurrentHashMap<>();
    engine.work(
        new TestHandler(
            (job, progress) -> {
              threads.put(job.requestId(), Thread.currentThread());
              interrupted.put(job.requestId(), Thread.currentThread().isInterrupted());
              Thread.currentThread().interrupt();
              return TestHandler.done();
            }));

    // More than there are threads.
    for (String id : List.of("r-1", "r-2", "r-3", "r-4", "r-5", "r-6")) {
      engine.submit(id);
      eventually(() -> assertThat(table.column(id, "status")).isEqualTo("COMPLETED"));
    }

    assertThat(Set.copyOf(threads.values())).as("threads are used again").hasSizeLessThan(6);
    assertThat(interrupted.values()).doesNotContain(true);
  }

  @Test
  void progress_never_goes_back() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    engine.work(
        new TestHandler(
            (job, progress) -> {
              progress.report(60, "planning");
              progress.report(20, "storing");
              Eventually.await(go);
              return TestHandler.done();
            }));
    engine.submit("r-1");

    eventually(() -> assertThat(table.column("r-1", "current_step")).isEqualTo("storing"));
    assertThat(table.column("r-1", "progress")).isEqualTo("60");
    go.countDown();
  }

  @Test
  void a_handler_whose_claim_was_taken_over_is_told_with_its_next_progress() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch moved = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    engine.work(
        new TestHandler(
            (job, progress) -> {
              started.countDown();
              Eventually.await(moved);
              progress.report(50, "planning");
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                if (progress.stopped()) {
                  told.countDown();
                }
              }
              return TestHandler.done();
            }));
    engine.submit("r-1");
    Eventually.await(started);
    table.change("UPDATE ai_schema.ai_jobs SET claim_number = 2, worker_id = ?", table.worker());
    moved.countDown();

    Eventually.await(told);
    assertThat(table.status("r-1")).isEqualTo("PROCESSING");
    assertThat(table.column("r-1", "progress")).isEqualTo("0");
  }

  private static ServiceException providerAway(Duration delay) {
    return ServiceException.retryable(
        ErrorReason.ERROR_REASON_PROVIDER_UNAVAILABLE, "the provider is away", delay);
  }

  private static List<String> schedules() throws SQLException {
    return table.texts("SELECT request_id FROM ai_schema.ai_schedules ORDER BY id");
  }

  private static void insertSchedule(SqlSession session, String requestId) {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute(
          """
          INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status)
          VALUES ('%s', 'trip-1', 'QUEUED')
          """
              .formatted(requestId));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
