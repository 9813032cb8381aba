package com.tripgen.ai.jobs;

import static com.tripgen.ai.jobs.Engine.SHORT_LEASE;
import static com.tripgen.ai.jobs.Engine.attempts;
import static com.tripgen.ai.jobs.Engine.job;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.Eventually;
import com.tripgen.ai.support.Outage;
import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of jobs when workers die, leave, or lose their database.
class WorkerLossTest {
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
  void a_worker_that_lost_its_lease_writes_nothing() throws Exception {
    AtomicBoolean stored = new AtomicBoolean();
    try (Engine other = new Engine(database);
        HeldHandler lost =
            new HeldHandler(
                true,
                new JobCompletion("{\"by\": \"lost\"}", (session, job) -> stored.set(true)))) {
      Worker worker = engine.work(SHORT_LEASE, lost);
      engine.submit("r-1");
      lost.awaitStart();
      other.work(new TestHandler((job, progress) -> TestHandler.done("{\"by\": \"other\"}")));
      table.lapse(UUID.fromString(table.column("r-1", "worker_id")));

      eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
      lost.awaitInterrupt();
      String before = table.whole("r-1");
      lost.letGo();
      eventually(() -> assertThat(worker.runningJobs()).isZero());

      assertThat(table.column("r-1", "result")).isEqualTo("{\"by\": \"other\"}");
      assertThat(table.whole("r-1")).isEqualTo(before);
      assertThat(stored).isFalse();
    }
  }

  @Test
  void a_worker_that_lost_its_lease_takes_another_and_goes_on() throws Exception {
    engine.work(SHORT_LEASE, TestHandler.succeeding());
    eventually(() -> assertThat(workers()).hasSize(1));
    String lost = workers().getFirst();

    table.lapse(UUID.fromString(lost));

    eventually(() -> assertThat(workers()).hasSize(1).doesNotContain(lost));
    engine.submit("r-1");
    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
  }

  @Test
  void jobs_of_a_worker_whose_renewal_came_too_late_run_again() throws Exception {
    try (HeldHandler handler = HeldHandler.obedient();
        Connection lock = database.connect();
        Statement statement = lock.createStatement()) {
      engine.work(SHORT_LEASE, handler);
      engine.submit("r-1");
      handler.awaitStart();
      lock.setAutoCommit(false);
      statement.execute("SELECT FROM ai_schema.ai_workers FOR UPDATE");

      // The renewals hang, and the worker gives up by its own clock.
      handler.awaitInterrupt();
      handler.letGo();
      lock.rollback();

      eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    }
  }

  @Test
  void jobs_of_a_dead_worker_are_run_by_another_one_attempt_later() throws Exception {
    UUID dead = table.worker();
    engine.submit("r-1");
    engine.claim(dead);
    table.lapse(dead);

    engine.work(TestHandler.succeeding());

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    assertThat(table.history("r-1"))
        .containsExactly(
            "1 QUEUED 0", "2 PROCESSING 1", "3 QUEUED 1", "4 PROCESSING 2", "5 COMPLETED 2");
    assertThat(workers()).hasSize(1).doesNotContain(dead.toString());
  }

  @Test
  void the_last_attempt_of_a_dead_worker_fails_the_job() throws Exception {
    UUID dead = table.worker();
    engine.submit(job("r-1", attempts(1)));
    engine.claim(dead);
    table.lapse(dead);

    engine.work(TestHandler.succeeding());

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("FAILED"));
    assertThat(table.reason("r-1")).isEqualTo("LEASE_LOST");
  }

  @Test
  void a_job_that_kills_its_workers_takes_no_other_along_again() throws Exception {
    UUID dead = table.worker();
    engine.submit(job("killer", attempts(2)));
    engine.submit(job("beside", attempts(2)));
    assertThat(engine.claim(dead, JobType.SCHEDULE_GENERATION, 10)).hasSize(2);
    table.lapse(dead);
    engine.runs.rescue();
    engine.submit("fresh");

    UUID next = table.worker();
    assertThat(engine.claim(next, JobType.SCHEDULE_GENERATION, 10))
        .extracting(Job::requestId)
        .containsExactlyInAnyOrder("killer", "fresh");
    table.lapse(next);
    engine.work(TestHandler.succeeding());

    eventually(() -> assertThat(table.status("fresh")).isEqualTo("COMPLETED"));
    eventually(() -> assertThat(table.status("beside")).isEqualTo("COMPLETED"));
    assertThat(table.status("killer")).isEqualTo("FAILED");
    assertThat(table.reason("killer")).isEqualTo("LEASE_LOST");
  }

  @Test
  void jobs_that_lost_a_worker_run_one_at_a_time_beside_all_others() throws Exception {
    UUID dead = table.worker();
    engine.submit("lost-1");
    engine.submit("lost-2");
    assertThat(engine.claim(dead, JobType.SCHEDULE_GENERATION, 10)).hasSize(2);
    table.lapse(dead);
    engine.runs.rescue();
    try (HeldHandler handler = HeldHandler.obedient()) {
      engine.work(handler);
      handler.awaitStart();
      for (int i = 1; i <= 3; i++) {
        engine.submit("fresh-" + i);
        handler.awaitStart();
      }
      assertThat(table.texts("SELECT request_id FROM ai_schema.ai_jobs WHERE queued"))
          .containsExactly("lost-2");
      engine.queue.cancel("fresh-1");
      engine.submit("fresh-4");
      handler.awaitStart();
      assertThat(table.status("lost-2")).isEqualTo("QUEUED");

      engine.queue.cancel("lost-1");

      handler.awaitStart();
      assertThat(table.status("lost-2")).isEqualTo("PROCESSING");
    }
  }

  @Test
  void a_job_that_its_live_worker_does_not_know_is_rescued_too() throws Exception {
    engine.submit("r-1");
    table.change("UPDATE ai_schema.ai_jobs SET run_time = now() + INTERVAL '1 hour'");
    engine.work(TestHandler.succeeding());
    eventually(() -> assertThat(workers()).hasSize(1));

    // As after a claim that was committed and whose answer never arrived.
    table.change(
        """
        UPDATE ai_schema.ai_jobs
        SET status = 'PROCESSING', attempt = 1, claim_number = 1, run_time = now(),
            worker_id = (SELECT id FROM ai_schema.ai_workers)
        """);

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    assertThat(table.column("r-1", "attempt")).isEqualTo("2");
  }

  @Test
  void a_shutdown_gives_running_jobs_back_with_the_attempt_refunded() throws Exception {
    try (HeldHandler handler = HeldHandler.obedient()) {
      Worker worker = engine.work(handler);
      engine.submit(job("r-1", attempts(1)));
      handler.awaitStart();

      worker.close();

      assertThat(table.status("r-1")).isEqualTo("QUEUED");
      assertThat(table.column("r-1", "attempt")).isEqualTo("0");
      assertThat(table.column("r-1", "error")).isEqualTo("null");
      handler.awaitInterrupt();
      engine.work(TestHandler.succeeding());
      eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
      assertThat(table.column("r-1", "attempt")).isEqualTo("1");
    }
  }

  @Test
  void a_shutdown_waits_for_jobs_that_end_within_the_grace_period() throws Exception {
    Duration grace = Duration.ofSeconds(30);
    try (HeldHandler handler = HeldHandler.obedient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Worker worker = engine.work(Engine.LONG_LEASE, grace, handler);
      engine.submit("r-1");
      handler.awaitStart();

      Future<?> closing = threads.submit(worker::close);
      engine.submit("r-2");
      handler.letGo();
      closing.get();

      assertThat(table.status("r-1")).isEqualTo("COMPLETED");
    }
  }

  @Test
  void a_closed_worker_claims_nothing() throws Exception {
    engine.work(TestHandler.succeeding()).close();
    engine.submit("r-1");
    engine.work(new TestHandler((job, progress) -> TestHandler.done("{\"by\": \"second\"}")));

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    assertThat(table.column("r-1", "result")).isEqualTo("{\"by\": \"second\"}");
  }

  @Test
  void the_outcome_of_a_done_job_survives_an_outage_of_the_database() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    try (HeldHandler handler = HeldHandler.obedient()) {
      engine.work(
          new TestHandler(
              (job, progress) -> {
                JobCompletion completion = handler.run(job, progress);
                done.countDown();
                return completion;
              }));
      engine.submit("r-1");
      handler.awaitStart();

      try (Outage _ = Outage.of(database)) {
        handler.letGo();
        Eventually.await(done);
      }

      eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
      assertThat(table.history("r-1")).hasSize(3);
    }
  }

  @Test
  void the_outcome_of_a_done_job_survives_the_loss_of_every_connection() throws Exception {
    engine.work(
        new TestHandler(
            (job, progress) -> {
              try {
                Outage.cutConnections(database);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
              return TestHandler.done();
            }));
    engine.submit("r-1");

    eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
    assertThat(table.history("r-1")).hasSize(3);
  }

  @Test
  void a_timeout_during_an_outage_of_the_database_ends_the_attempt_after_it() throws Exception {
    try (HeldHandler handler = HeldHandler.obedient()) {
      engine.work(handler);
      engine.submit(job("r-1", attempts(2, Duration.ofSeconds(1))));
      handler.awaitStart();

      try (Outage _ = Outage.of(database)) {
        handler.awaitInterrupt();
      }
      handler.letGo();

      eventually(() -> assertThat(table.status("r-1")).isEqualTo("COMPLETED"));
      assertThat(table.column("r-1", "attempt")).isEqualTo("2");
    }
  }

  @Test
  void two_workers_run_two_hundred_jobs_once_each() throws Exception {
    int jobs = 200;
    Map<String, Integer> runs = new ConcurrentHashMap<>();
    JobHandler counting =
        new TestHandler(
            (job, progress) -> {
              runs.merge(job.requestId(), 1, Integer::sum);
              return TestHandler.done();
            });
    try (Engine other = new Engine(database)) {
      engine.work(counting);
      other.work(counting);
      for (int i = 0; i < jobs; i++) {
        (i % 2 == 0 ? engine : other).submit("r-" + i);
      }

      eventually(
          () ->
              assertThat(
                      table.texts(
                          "SELECT count(*) FROM ai_schema.ai_jobs WHERE status = 'COMPLETED'"))
                  .containsExactly(Integer.toString(jobs)));
    }
    assertThat(runs).hasSize(jobs).values().containsOnly(1);
    assertThat(table.texts("SELECT DISTINCT claim_number FROM ai_schema.ai_jobs"))
        .containsExactly("1");
  }

  private static List<String> workers() throws SQLException {
    return table.texts("SELECT id FROM ai_schema.ai_workers");
  }
}
