package com.tripgen.ai.jobs;

import static com.tripgen.ai.support.Eventually.await;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pausing and resuming a type of job.
class JobControlTest {
  private static final JobType TYPE = JobType.SCHEDULE_GENERATION;

  private TestDatabase database;
  private Engine engine;
  private JobTable table;
  private JobControl control;
  private UUID worker;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.create();
    engine = new Engine(database);
    table = new JobTable(database);
    control = new JobControl(engine.database, engine.signals);
    worker = table.worker();
  }

  @AfterEach
  void close() throws SQLException {
    table.close();
    engine.close();
    database.close();
  }

  @Test
  void jobs_of_a_paused_type_wait_until_it_is_resumed() {
    engine.submit("r-1");

    control.pause(TYPE);
    assertThat(engine.claim(worker, TYPE, 10)).isEmpty();
    control.resume(TYPE);

    assertThat(engine.claim(worker).requestId()).isEqualTo("r-1");
  }

  /// A claim that is not committed yet is one under way.
  @Test
  void a_pause_waits_for_claims_under_way_and_claims_wait_for_it() throws Exception {
    engine.submit("under-way");
    CountDownLatch claimed = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> underWay = threads.submit(() -> claimSlowly(claimed, commit));
      await(claimed);
      engine.submit("later");

      Future<JobControl.Queue> pause = threads.submit(() -> control.pause(TYPE));
      eventually(() -> assertThat(table.waitingStatements()).isEqualTo(1));
      Future<List<Job>> later = threads.submit(() -> engine.claim(worker, TYPE, 10));
      eventually(() -> assertThat(table.waitingStatements()).isEqualTo(2));
      assertThat(pause.isDone()).isFalse();
      commit.countDown();
      underWay.get();

      assertThat(pause.get()).isEqualTo(new JobControl.Queue(TYPE, true, 1, 1));
      assertThat(later.get()).isEmpty();
      assertThat(table.status("under-way")).isEqualTo("PROCESSING");
    } finally {
      commit.countDown();
    }
  }

  private List<Job> claimSlowly(CountDownLatch claimed, CountDownLatch commit) {
    return engine.jobs(
        jobs -> {
          List<Job> job =
              jobs.claim(
                  worker,
                  TYPE.name(),
                  new String[] {""},
                  new Integer[] {0},
                  new String[] {"-infinity"},
                  true,
                  1);
          claimed.countDown();
          try {
            await(commit);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return job;
        });
  }

  @Test
  void other_types_go_on() throws SQLException {
    engine.submit("r-1");
    table.change("UPDATE ai_schema.ai_jobs SET job_type = 'RECOMMENDATION_GENERATION'");

    control.pause(TYPE);

    assertThat(engine.claim(worker, JobType.RECOMMENDATION_GENERATION, 10)).hasSize(1);
  }

  @Test
  void what_runs_goes_on_and_new_jobs_are_accepted() throws SQLException {
    engine.submit("running");
    Job claim = engine.claim(worker);

    control.pause(TYPE);
    engine.submit("new");

    assertThat(engine.report(claim.claim(), 50)).isTrue();
    assertThat(engine.runs.complete(claim, "storing", TestHandler.done())).isPresent();
    assertThat(table.status("running")).isEqualTo("COMPLETED");
    assertThat(table.status("new")).isEqualTo("QUEUED");
  }

  @Test
  void both_answer_the_queue_and_may_be_repeated() {
    engine.submit("running");
    engine.claim(worker);
    engine.submit("r-1");
    engine.submit("r-2");

    for (int i = 0; i < 2; i++) {
      assertThat(control.pause(TYPE)).isEqualTo(new JobControl.Queue(TYPE, true, 2, 1));
    }
    for (int i = 0; i < 2; i++) {
      assertThat(control.resume(TYPE)).isEqualTo(new JobControl.Queue(TYPE, false, 2, 1));
    }
  }

  @Test
  void a_type_without_a_row_is_not_paused_and_can_be() throws SQLException {
    table.change("DELETE FROM ai_schema.ai_job_types");
    engine.submit("r-1");
    engine.claim(worker);
    engine.submit("r-2");

    assertThat(control.pause(TYPE)).isEqualTo(new JobControl.Queue(TYPE, true, 1, 1));
    assertThat(engine.claim(worker, TYPE, 10)).isEmpty();
  }

  @Test
  void every_replica_is_told_that_a_type_is_resumed() throws Exception {
    try (Engine other = new Engine(database)) {
      Set<String> heard = ConcurrentHashMap.newKeySet();
      other.signals.subscribe(
          new JobSignals.Listener() {
            @Override
            public void runnable(String jobType) {
              heard.add(jobType);
            }
          });
      eventually(
          () -> {
            // A replica that is still connecting misses the first ones.
            control.resume(TYPE);
            assertThat(heard).containsExactly(TYPE.name());
          });
    }
  }
}
