package com.tripgen.ai.jobs;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.database.GroupCommit;
import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Jobs that end at the same time.
@Timeout(60)
class CompletionsTest {
  private static TestDatabase database;
  private static Engine engine;
  private static JobTable table;
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<String> stored = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> moved = new ConcurrentLinkedQueue<>();
  private Completions completions;
  private UUID worker;

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
    completions =
        new Completions(
            engine.database,
            new JobListeners(
                Map.of(
                    JobType.SCHEDULE_GENERATION.name(),
                    (session, jobs) -> jobs.forEach(job -> moved.add(job.requestId())))));
  }

  @AfterEach
  void leave() {
    handlers.shutdownNow();
  }

  @AfterAll
  static void close() throws SQLException {
    table.close();
    engine.close();
    database.close();
  }

  private Job claimed(String requestId) {
    engine.submit(requestId);
    return engine.claim(worker);
  }

  /// Rows that tell when they are stored, and may refuse.
  private JobCompletion recording(String lockName, boolean refuse) {
    return new JobCompletion(
        "{}",
        new JobCompletion.Rows() {
          @Override
          public String lockName() {
            return lockName;
          }

          @Override
          public void store(SqlSession session, Job job) {
            stored.add(job.requestId());
            if (refuse) {
              throw new IllegalStateException("no room");
            }
          }
        });
  }

  private record End(Job claimed, JobCompletion completion) {}

  /// Completes while the batches before wait for a transaction of somebody else.
  private List<Future<Optional<Job>>> inOneBatch(End... ends) throws Exception {
    List<Job> held = new ArrayList<>();
    for (int i = 0; i < GroupCommit.Limits.DEFAULT.batches(); i++) {
      held.add(claimed("held-" + i));
    }
    try (Connection somebody = database.connect()) {
      somebody.setAutoCommit(false);
      somebody
          .createStatement()
          .execute("SELECT FROM ai_schema.ai_jobs WHERE request_id LIKE 'held-%' FOR UPDATE");
      List<Future<Optional<Job>>> before = new ArrayList<>();
      for (Job claimed : held) {
        int waiting = before.size() + 1;
        before.add(
            handlers.submit(() -> completions.complete(claimed, "storing", TestHandler.done())));
        eventually(() -> assertThat(table.waitingStatements()).isEqualTo(waiting));
      }
      List<Future<Optional<Job>>> answers = new ArrayList<>();
      for (End end : ends) {
        int queued = completions.waiting();
        answers.add(
            handlers.submit(
                () -> completions.complete(end.claimed(), "storing", end.completion())));
        eventually(() -> assertThat(completions.waiting()).isEqualTo(queued + 1));
      }
      somebody.rollback();
      for (var answer : before) {
        assertThat(answer.get()).isPresent();
      }
      return answers;
    }
  }

  @Test
  void completions_that_come_together_are_one_transaction_with_an_event_each() throws Exception {
    var answers =
        inOneBatch(
            new End(claimed("a"), TestHandler.done("{\"n\": 1}")),
            new End(claimed("b"), TestHandler.done("{\"n\": 2}")));

    assertThat(answers.get(0).get().orElseThrow().status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(answers.get(1).get().orElseThrow().requestId()).isEqualTo("b");
    assertThat(table.column("a", "xmin")).isEqualTo(table.column("b", "xmin"));
    assertThat(table.column("a", "result")).isEqualTo("{\"n\": 1}");
    assertThat(table.column("b", "result")).isEqualTo("{\"n\": 2}");
    assertThat(table.history("a")).containsExactly("1 QUEUED 0", "2 PROCESSING 1", "3 COMPLETED 1");
    assertThat(moved).containsSubsequence("a", "b");
  }

  @Test
  void a_stale_claim_and_a_cancelled_job_change_nothing_and_keep_nobody_from_it() throws Exception {
    Job stale = claimed("stale");
    engine.runs.release(stale.claim());
    Job fresh = engine.claim(worker);
    Job cancelled = claimed("cancelled");
    engine.queue.cancel("cancelled");

    var answers =
        inOneBatch(
            new End(stale, recording("", false)),
            new End(cancelled, recording("", false)),
            new End(claimed("good"), recording("", false)));

    assertThat(answers.get(0).get()).isEmpty();
    assertThat(answers.get(1).get()).isEmpty();
    assertThat(answers.get(2).get()).isPresent();
    assertThat(stored).containsExactly("good");
    assertThat(table.status("stale")).isEqualTo("PROCESSING");
    assertThat(table.status("cancelled")).isEqualTo("PROCESSING");
    assertThat(completions.complete(fresh, "storing", TestHandler.done())).isPresent();
  }

  @Test
  void rows_that_cannot_be_stored_fail_their_job_alone() throws Exception {
    var answers =
        inOneBatch(
            new End(claimed("a"), recording("", false)),
            new End(claimed("bad"), recording("", true)),
            new End(claimed("b"), recording("", false)));

    assertThat(answers.get(0).get()).isPresent();
    assertThatThrownBy(answers.get(1)::get).hasRootCauseMessage("no room");
    assertThat(answers.get(2).get()).isPresent();
    assertThat(table.status("a")).isEqualTo("COMPLETED");
    assertThat(table.status("bad")).isEqualTo("PROCESSING");
    assertThat(table.status("b")).isEqualTo("COMPLETED");
  }

  @Test
  void rows_are_stored_in_the_order_of_what_they_lock() throws Exception {
    var answers =
        inOneBatch(
            new End(claimed("first"), recording("trip z", false)),
            new End(claimed("second"), recording("trip a", false)));

    for (var answer : answers) {
      assertThat(answer.get()).isPresent();
    }
    assertThat(stored).containsExactly("second", "first");
  }
}
