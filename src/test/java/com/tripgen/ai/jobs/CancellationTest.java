package com.tripgen.ai.jobs;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ErrorReason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the answer to CancelJob on a job ends as CANCELLED.
class CancellationTest {
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
  void a_cancel_interrupts_a_blocked_handler_within_a_second() throws Exception {
    assertInterruptedWithinASecond(engine, engine);
  }

  @Test
  void so_does_one_that_another_replica_took() throws Exception {
    try (Engine other = new Engine(database)) {
      assertInterruptedWithinASecond(engine, other);
    }
  }

  @Test
  void so_does_one_of_which_every_hint_is_lost() throws Exception {
    try (Engine deaf = Engine.deaf(database);
        Engine other = Engine.deaf(database)) {
      assertInterruptedWithinASecond(deaf, other);
    }
  }

  private static void assertInterruptedWithinASecond(Engine running, Engine cancelling)
      throws Exception {
    try (HeldHandler handler = HeldHandler.obedient()) {
      running.work(handler);
      running.submit("r-1");
      handler.awaitStart();

      cancelling.queue.cancel("r-1");
      long acknowledged = System.nanoTime();

      assertThat(Duration.ofNanos(handler.awaitInterrupt() - acknowledged))
          .isLessThan(Duration.ofSeconds(1));
      eventually(() -> assertThat(table.status("r-1")).isEqualTo("CANCELLED"));
      assertThat(table.reason("r-1")).isEqualTo("CANCELLED_BY_CALLER");
    }
  }

  @Test
  void a_handler_that_returns_after_the_cancel_completes_nothing() throws Exception {
    AtomicBoolean stored = new AtomicBoolean();
    engine.work(
        new TestHandler(
            (job, progress) -> {
              engine.queue.cancel(job.requestId());
              return new JobCompletion("{}", (session, completed) -> stored.set(true));
            }));
    engine.submit("r-1");

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("CANCELLED"));
    assertThat(table.column("r-1", "result")).isEqualTo("null");
    assertThat(stored).isFalse();
  }

  @Test
  void a_handler_that_ignores_the_cancel_completes_nothing() throws Exception {
    AtomicBoolean stored = new AtomicBoolean();
    try (HeldHandler handler =
        new HeldHandler(true, new JobCompletion("{}", (session, completed) -> stored.set(true)))) {
      Worker worker = engine.work(handler);
      engine.submit("r-1");
      handler.awaitStart();
      engine.queue.cancel("r-1");
      eventually(() -> assertThat(table.status("r-1")).isEqualTo("CANCELLED"));
      String before = table.whole("r-1");

      handler.letGo();
      eventually(() -> assertThat(worker.runningJobs()).isZero());

      assertThat(table.whole("r-1")).isEqualTo(before);
      assertThat(stored).isFalse();
    }
  }

  @Test
  void a_failure_after_the_cancel_is_a_cancellation() throws Exception {
    engine.work(
        new TestHandler(
            (job, progress) -> {
              engine.queue.cancel(job.requestId());
              throw new ServiceException(ErrorReason.ERROR_REASON_UNKNOWN_CITY, "no such city");
            }));
    engine.submit("r-1");

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("CANCELLED"));
    assertThat(table.reason("r-1")).isEqualTo("CANCELLED_BY_CALLER");
  }

  @Test
  void a_cancelled_job_that_is_retried_runs_to_its_end() throws Exception {
    engine.submit("r-1");
    engine.queue.cancel("r-1");
    engine.work(TestHandler.succeeding());
    engine.queue.retry("r-1");

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    assertThat(table.statuses("r-1"))
        .containsExactly("QUEUED", "CANCELLED", "QUEUED", "PROCESSING", "COMPLETED");
  }

  @Test
  void a_cancel_is_answered_though_a_closed_worker_still_has_the_jobs_thread() throws Exception {
    try (HeldHandler first = HeldHandler.stubborn();
        HeldHandler second = HeldHandler.obedient()) {
      Worker closed = engine.work(first);
      engine.submit("r-1");
      first.awaitStart();
      closed.close();
      engine.work(second);
      second.awaitStart();
      assertThat(closed.runningJobs()).isEqualTo(1);

      engine.queue.cancel("r-1");

      eventually(() -> assertThat(table.status("r-1")).isEqualTo("CANCELLED"));
    }
  }
}
