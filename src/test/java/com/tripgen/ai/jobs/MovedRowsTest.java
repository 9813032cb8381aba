package com.tripgen.ai.jobs;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rows of jobs that somebody else changes while a statement waits for them.
@Timeout(60)
class MovedRowsTest {
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private TestDatabase database;
  private Engine engine;
  private JobTable table;
  private Job moving;
  private Job still;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.create();
    engine = new Engine(database);
    table = new JobTable(database);
    var worker = table.worker();
    engine.submit("moving");
    moving = engine.claim(worker);
    engine.submit("still");
    still = engine.claim(worker);
  }

  @AfterEach
  void close() throws SQLException {
    threads.shutdownNow();
    table.close();
    engine.close();
    database.close();
  }

  private <T> T whileMoving(String change, Callable<T> statement) throws Exception {
    try (Connection somebody = database.connect();
        Statement update = somebody.createStatement()) {
      somebody.setAutoCommit(false);
      update.executeUpdate(
          "UPDATE ai_schema.ai_jobs SET " + change + " WHERE request_id = 'moving'");
      Future<T> answer = threads.submit(statement);
      eventually(() -> assertThat(table.waitingStatements()).isEqualTo(1));
      somebody.commit();
      return answer.get();
    }
  }

  private Optional<Job> complete(Job job) {
    return engine.runs.complete(job, "storing", TestHandler.done());
  }

  @Test
  void a_job_whose_progress_is_just_being_stored_completes() throws Exception {
    assertThat(whileMoving("progress = 60", () -> complete(moving))).isPresent();

    assertThat(table.status("moving")).isEqualTo("COMPLETED");
    assertThat(table.history("moving"))
        .containsExactly("1 QUEUED 0", "2 PROCESSING 1", "3 COMPLETED 1");
  }

  @Test
  void a_job_whose_cancel_is_just_being_stored_does_not_complete() throws Exception {
    assertThat(whileMoving("cancel_requested = TRUE", () -> complete(moving))).isEmpty();

    assertThat(table.status("moving")).isEqualTo("PROCESSING");
  }

  private static ProgressRow progress(Job job) {
    return new ProgressRow(job.id(), job.claimNumber(), job.workerId(), 70, "planning");
  }

  @Test
  void progress_is_stored_of_a_job_that_is_just_being_changed_and_of_those_beside_it()
      throws Exception {
    assertThat(
            whileMoving(
                "labels = '{}'",
                () -> engine.runs.progress(List.of(progress(moving), progress(still)))))
        .containsExactlyInAnyOrder(moving.claim(), still.claim());

    assertThat(table.texts("SELECT progress FROM ai_schema.ai_jobs")).containsExactly("70", "70");
  }

  @Test
  void progress_is_refused_where_a_cancel_is_just_being_stored() throws Exception {
    assertThat(
            whileMoving(
                "cancel_requested = TRUE",
                () -> engine.runs.progress(List.of(progress(moving), progress(still)))))
        .containsExactly(still.claim());
  }
}
