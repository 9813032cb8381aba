package com.tripgen.ai.jobs;

import static com.tripgen.ai.jobs.Engine.attempts;
import static com.tripgen.ai.jobs.Engine.job;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.database.GroupCommit;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ErrorReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Jobs that are submitted at the same time.
@Timeout(60)
class SubmissionsTest {
  private static TestDatabase database;
  private static Engine engine;
  private static Engine other;
  private static JobTable table;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeAll
  static void open() throws SQLException {
    database = TestDatabase.create();
    engine = new Engine(database);
    other = new Engine(database);
    table = new JobTable(database);
  }

  @BeforeEach
  void clear() throws SQLException {
    table.clear();
  }

  @AfterEach
  void leave() {
    callers.shutdownNow();
  }

  @AfterAll
  static void close() throws SQLException {
    table.close();
    engine.close();
    other.close();
    database.close();
  }

  @Test
  void of_all_callers_with_one_id_on_any_replica_exactly_one_makes_the_job() throws Exception {
    int ids = 50;
    int callersEach = 4;
    CyclicBarrier start = new CyclicBarrier(ids * callersEach);
    List<Future<Submission>> answers = new ArrayList<>();
    for (int i = 0; i < ids * callersEach; i++) {
      NewJob job = job("r-" + i % ids);
      Engine replica = i % 2 == 0 ? engine : other;
      answers.add(
          callers.submit(
              () -> {
                start.await();
                return replica.queue.submit(job);
              }));
    }

    List<String> created = new ArrayList<>();
    for (Future<Submission> answer : answers) {
      if (answer.get().created()) {
        created.add(answer.get().job().requestId());
      }
    }
    assertThat(created).hasSize(ids).doesNotHaveDuplicates();
    assertThat(table.texts("SELECT count(*) FROM ai_schema.ai_jobs")).containsExactly("50");
    assertThat(table.texts("SELECT count(*) FROM ai_schema.ai_job_events")).containsExactly("50");
  }

  @Test
  void of_two_contents_in_one_batch_under_one_id_the_first_is_stored() throws Exception {
    List<Future<Submission>> answers =
        inOneBatch(job("r-1"), job("r-1", attempts(5)), job("r-1"), job("r-2"));

    assertThat(answers.get(0).get().created()).isTrue();
    assertThatThrownBy(answers.get(1)::get).hasCauseInstanceOf(ServiceException.class);
    assertThat(answers.get(2).get().created()).isFalse();
    assertThat(answers.get(3).get().created()).isTrue();
    assertThat(table.column("r-1", "max_attempts")).isEqualTo("3");
    assertThat(table.column("r-1", "xmin")).isEqualTo(table.column("r-2", "xmin"));
  }

  @Test
  void a_job_that_the_database_refuses_takes_no_other_with_it() throws Exception {
    NewJob good = job("good");
    NewJob bad = new NewJob(good.type(), "{\"text\": \"\\u0000\"}", "trip-1", job("bad").options());

    List<Future<Submission>> answers = inOneBatch(good, bad, job("better"));

    assertThat(answers.get(0).get().created()).isTrue();
    assertThatThrownBy(answers.get(1)::get).isInstanceOf(ExecutionException.class);
    assertThat(answers.get(2).get().created()).isTrue();
    assertThat(table.texts("SELECT request_id FROM ai_schema.ai_jobs ORDER BY request_id"))
        .contains("better", "good")
        .doesNotContain("bad");
  }

  @Test
  void a_batch_is_stored_whole_and_each_job_answered_as_if_it_came_alone() throws SQLException {
    engine.submit("old");

    List<Submission> answers =
        engine.queue.submitAll(List.of(job("new"), job("old"), job("new"), job("last")));

    assertThat(answers).extracting(Submission::created).containsExactly(true, false, false, true);
    assertThat(answers)
        .extracting(answer -> answer.job().requestId())
        .containsExactly("new", "old", "new", "last");
    assertThat(table.column("new", "xmin")).isEqualTo(table.column("last", "xmin"));
    assertThat(table.texts("SELECT count(*) FROM ai_schema.ai_job_events")).containsExactly("3");
  }

  @Test
  void nothing_of_a_batch_is_stored_when_one_id_is_taken() throws SQLException {
    engine.submit("old");

    assertTaken("2", job("a"), job("b"), job("old", attempts(5)));
    assertTaken("1", job("a"), job("a", attempts(5)), job("b"));

    assertThat(table.texts("SELECT request_id FROM ai_schema.ai_jobs")).containsExactly("old");
  }

  private static void assertTaken(String index, NewJob... jobs) {
    assertThatThrownBy(() -> engine.queue.submitAll(List.of(jobs)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_REQUEST_ID_REUSED);
              assertThat(e.metadata()).containsEntry("index", index);
            });
  }

  @Test
  void a_batch_waits_for_an_id_without_holding_a_later_one() throws Exception {
    try (Connection somebody = database.connect()) {
      somebody.setAutoCommit(false);
      insert(somebody, "a");
      var batch = callers.submit(() -> engine.queue.submitAll(List.of(job("b"), job("a"))));
      eventually(() -> assertThat(table.waitingStatements()).isEqualTo(1));

      // In the order given the batch would hold this one, and both would wait for ever.
      insert(somebody, "b");
      somebody.rollback();

      assertThat(batch.get()).extracting(Submission::created).containsExactly(true, true);
    }
  }

  /// Submits while the batches before wait for a transaction of somebody else.
  private List<Future<Submission>> inOneBatch(NewJob... jobs) throws Exception {
    try (Connection somebody = database.connect()) {
      somebody.setAutoCommit(false);
      List<Future<Submission>> held = new ArrayList<>();
      for (int i = 1; i <= GroupCommit.Limits.DEFAULT.batches(); i++) {
        String requestId = "held-" + i;
        int waiting = i;
        insert(somebody, requestId);
        held.add(callers.submit(() -> engine.queue.submit(job(requestId))));
        eventually(() -> assertThat(table.waitingStatements()).isEqualTo(waiting));
      }
      List<Future<Submission>> answers = new ArrayList<>();
      for (NewJob job : jobs) {
        int before = engine.queue.waitingSubmissions();
        answers.add(callers.submit(() -> engine.queue.submit(job)));
        eventually(() -> assertThat(engine.queue.waitingSubmissions()).isEqualTo(before + 1));
      }
      somebody.rollback();
      for (Future<Submission> answer : held) {
        assertThat(answer.get().created()).isTrue();
      }
      return answers;
    }
  }

  private static void insert(Connection connection, String requestId) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload)
            VALUES (?, 'SCHEDULE_GENERATION', 'QUEUED', '{}')
            """)) {
      statement.setString(1, requestId);
      statement.executeUpdate();
    }
  }
}
