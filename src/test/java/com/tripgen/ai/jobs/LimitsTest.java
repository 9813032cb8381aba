package com.tripgen.ai.jobs;

import static com.tripgen.ai.jobs.Engine.job;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.Context;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What all replicas together may take: jobs at once, jobs that wait.
class LimitsTest {
  private static final JobType TYPE = JobType.SCHEDULE_GENERATION;

  private static TestDatabase database;
  private static JobTable table;
  private final List<Engine> engines = new ArrayList<>();

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
  void clear() throws SQLException {
    table.clear();
  }

  @AfterEach
  void close() {
    engines.forEach(Engine::close);
  }

  private Engine replica(JobLimits limits) {
    Engine engine = new Engine(database, limits);
    engines.add(engine);
    return engine;
  }

  private static JobLimits running(int limit) {
    return new JobLimits(1000, Map.of(TYPE, limit));
  }

  private static int grants() throws SQLException {
    return Integer.parseInt(
        table.texts("SELECT COALESCE(sum(slots), 0) FROM ai_schema.ai_worker_slots").getFirst());
  }

  @Test
  void never_more_jobs_of_a_type_run_on_all_replicas_than_its_limit() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    TestHandler counting =
        new TestHandler(
            (job, progress) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              // Long enough for others to overlap, whichever worker runs them.
              progress.report(50, "planning");
              now.decrementAndGet();
              return TestHandler.done();
            });
    for (int i = 0; i < 3; i++) {
      var _ = replica(running(3)).work(counting);
    }
    for (int i = 0; i < 60; i++) {
      engines.get(i % 3).submit("r-" + i);
    }

    eventually(
        () ->
            assertThat(
                    table.texts(
                        "SELECT count(*) FROM ai_schema.ai_jobs WHERE status = 'COMPLETED'"))
                .containsExactly("60"));
    assertThat(most.get()).isBetween(1, 3);
    assertThat(grants()).isLessThanOrEqualTo(3);
    // The jobs may be done while a slot is still on its way to the worker that came last.
    eventually(() -> assertThat(grants()).isEqualTo(3));
  }

  @Test
  void a_worker_that_comes_later_gets_its_share_when_the_first_one_has_jobs_to_spare()
      throws Exception {
    try (HeldHandler held = HeldHandler.obedient()) {
      var _ = replica(running(2)).work(held);
      for (int i = 0; i < 4; i++) {
        engines.getFirst().submit("r-" + i);
      }
      eventually(() -> assertThat(processing()).hasSize(2));
      var _ = replica(running(2)).work(held);

      eventually(
          () ->
              assertThat(table.texts("SELECT slots FROM ai_schema.ai_worker_slots"))
                  .containsExactlyInAnyOrder("2", "0"));
      held.letGo();

      eventually(
          () ->
              assertThat(table.texts("SELECT slots FROM ai_schema.ai_worker_slots"))
                  .containsExactly("1", "1"));
    }
  }

  @Test
  void the_slots_of_a_lost_worker_count_until_its_jobs_are_rescued() throws Exception {
    var lost = table.worker();
    table.change("INSERT INTO ai_schema.ai_worker_slots VALUES (?, ?, 4, 2)", lost, TYPE.name());
    Engine engine = replica(running(2));
    try (HeldHandler held = HeldHandler.obedient()) {
      var _ = engine.work(held);
      engine.submit("r-1");
      eventually(
          () ->
              assertThat(table.texts("SELECT count(*) FROM ai_schema.ai_worker_slots"))
                  .containsExactly("2"));
      assertThat(grants()).isEqualTo(2);
      assertThat(table.status("r-1")).isEqualTo("QUEUED");

      table.lapse(lost);

      held.awaitStart();
      assertThat(grants()).isLessThanOrEqualTo(2);
      held.letGo();
    }
  }

  @Test
  void a_handler_that_ignores_its_interrupt_keeps_its_thread_and_is_reported() throws Exception {
    try (HeldHandler deaf = new HeldHandler(true, TestHandler.done())) {
      Worker worker = replica(JobLimits.DEFAULT).work(deaf);
      engines.getFirst().submit("r-1");
      deaf.awaitStart();
      engines.getFirst().queue.cancel("r-1");

      eventually(() -> assertThat(table.status("r-1")).isEqualTo("CANCELLED"));
      assertThat(worker.stuckThreads()).isEqualTo(1);

      deaf.letGo();
      eventually(() -> assertThat(worker.stuckThreads()).isZero());
    }
  }

  @Test
  void a_worker_whose_threads_all_hang_gives_its_slot_to_another() throws Exception {
    try (HeldHandler deaf = HeldHandler.stubborn()) {
      Worker hanging = replica(running(1)).work(deaf);
      for (int i = 0; i < 4; i++) {
        engines.getFirst().submit("r-" + i);
        deaf.awaitStart();
        engines.getFirst().queue.cancel("r-" + i);
      }
      eventually(() -> assertThat(hanging.stuckThreads()).isEqualTo(4));

      var _ = replica(running(1)).work(TestHandler.succeeding());
      engines.getFirst().submit("r-4");

      eventually(() -> assertThat(table.status("r-4")).isEqualTo("COMPLETED"));
    }
  }

  @Test
  void a_full_queue_refuses_new_jobs_and_still_answers_repeated_ones() {
    Engine engine = replica(new JobLimits(4, Map.of()));
    for (int i = 0; i < 4; i++) {
      engine.submit(job("r-" + i, withKey("key-" + i % 2)));
    }

    assertFull(() -> engine.submit(job("r-4", withKey("key-9"))), "4");
    assertThat(engine.queue.submit(job("r-3", withKey("key-1"))).created()).isFalse();
    assertThatThrownBy(() -> engine.queue.get("r-4"))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_JOB_NOT_FOUND));
  }

  @Test
  void a_batch_is_taken_only_when_there_is_room_for_all_its_new_jobs() {
    Engine engine = replica(new JobLimits(4, Map.of()));
    engine.submit(job("r-0", withKey("a")));
    List<NewJob> four =
        List.of(
            job("r-0", withKey("a")),
            job("r-1", withKey("a")),
            job("r-2", withKey("b")),
            job("r-3", withKey("b")));
    List<NewJob> five = Stream.concat(four.stream(), Stream.of(job("r-4", withKey("c")))).toList();

    assertFull(() -> engine.queue.submitAll(five), "4");
    assertThatThrownBy(() -> engine.queue.get("r-1")).isInstanceOf(ServiceException.class);
    assertThat(engine.queue.submitAll(four))
        .extracting(Submission::created)
        .containsExactly(false, true, true, true);
    assertThat(engine.queue.submitAll(four)).noneMatch(Submission::created);
  }

  @Test
  void one_fairness_key_fills_no_more_than_half_of_the_queue() {
    Engine engine = replica(new JobLimits(4, Map.of()));
    engine.submit(job("r-0", withKey("many")));
    engine.submit(job("r-1", withKey("many")));

    assertFull(() -> engine.submit(job("r-2", withKey("many"))), "2");
    assertThat(engine.submit(job("r-3", withKey("few"))).status()).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void a_retried_job_needs_room_too() throws SQLException {
    Engine engine = replica(new JobLimits(2, Map.of()));
    engine.submit(job("failed", withKey("a")));
    table.change("UPDATE ai_schema.ai_jobs SET status = 'FAILED'");
    Engine other = replica(new JobLimits(2, Map.of()));
    other.submit(job("waiting", withKey("a")));

    assertFull(() -> other.queue.retry("failed"), "1");
    assertThat(table.status("failed")).isEqualTo("FAILED");
  }

  @Test
  void without_a_fairness_key_a_job_belongs_to_its_caller() {
    Engine engine = replica(JobLimits.DEFAULT);

    Context.current().withValue(Caller.NAME, "trip-service").run(() -> engine.submit(job("r-1")));

    assertThat(engine.queue.get("r-1").fairnessKey()).isEqualTo("trip-service");
    // The same submission through another host is the same all the same.
    assertThat(engine.queue.submit(job("r-1")).created()).isFalse();
  }

  private static void assertFull(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String limit) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_QUEUE_FULL);
              assertThat(e.getMessage()).contains("queue is full").contains(limit);
              assertThat(e.status().getDetailsList()).hasSize(3);
            });
  }

  private static List<String> processing() throws SQLException {
    return table.texts("SELECT id FROM ai_schema.ai_jobs WHERE status = 'PROCESSING'");
  }

  private static NewJob.Options withKey(String fairnessKey) {
    return new NewJob.Options(null, 0, null, 3, Duration.ofMinutes(5), fairnessKey, Map.of());
  }
}
