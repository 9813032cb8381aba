package com.tripgen.ai.operations;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.database.HintChannel;
import com.tripgen.ai.database.HintSettings;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.database.StatementCancelledException;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobSignals;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.jobs.RetryPolicy;
import com.tripgen.ai.jobs.Worker;
import com.tripgen.ai.jobs.WorkerSettings;
import com.tripgen.ai.support.Eventually;
import com.tripgen.ai.support.Outage;
import com.tripgen.ai.support.TestDatabase;
import io.grpc.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How what is past its time is deleted: in batches, by one replica at a time, out of everybody's
/// way.
class RetentionTest {
  private static final String LONG_AGO = "now() - INTERVAL '1 month'";
  private static final int BATCH = 2;
  private static final PoolSettings POOLS =
      new PoolSettings(8, 2, Duration.ofSeconds(2), Duration.ofSeconds(60));

  private TestDatabase testDatabase;
  private Database database;
  private AgedRows rows;
  private Retention retention;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void open() throws SQLException {
    testDatabase = TestDatabase.create();
    database = new Database(testDatabase.service(), POOLS);
    rows = new AgedRows(testDatabase);
    retention = every(Duration.ofHours(1));
  }

  @AfterEach
  void close() throws SQLException {
    retention.close();
    threads.shutdownNow();
    rows.close();
    database.close();
    testDatabase.close();
  }

  private Retention every(Duration interval) {
    return new Retention(database, new RetentionSettings(interval, BATCH), new Random(1));
  }

  @Test
  void everything_past_its_time_goes_in_batches_each_a_transaction_of_its_own()
      throws SQLException {
    rows.finishedJobs(5, LONG_AGO);
    for (int i = 1; i <= 4; i++) {
      rows.schedule("done-" + i, "FAILED", "NULL");
      rows.schedule("expired-" + i, "COMPLETED", LONG_AGO);
    }
    rows.recommendation("place", LONG_AGO);
    rows.draft("place", LONG_AGO);
    recordBatches("ai_jobs");
    recordBatches("ai_recommendations");

    assertThat(retention.purge()).isEqualTo(new Purged(5, 8, 1, 1, 0));

    assertThat(batches("ai_jobs")).containsExactly("2", "2", "1");
    assertThat(batches("ai_recommendations")).containsExactly("1");
    assertThat(rows.jobs()).isEmpty();
    assertThat(rows.schedules()).isEmpty();
    assertThat(retention.purge()).isEqualTo(Purged.NOTHING);
  }

  /// Notes every transaction that deletes from the table.
  private void recordBatches(String table) throws SQLException {
    rows.execute(
        """
        CREATE TABLE IF NOT EXISTS ai_schema.batches (
          number BIGSERIAL, transaction XID8 NOT NULL, deleted_from TEXT NOT NULL, deleted BIGINT NOT NULL)
        """);
    rows.execute(
        """
        CREATE OR REPLACE FUNCTION ai_schema.record_batch() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO ai_schema.batches (transaction, deleted_from, deleted)
          SELECT pg_current_xact_id(), TG_TABLE_NAME, count(*) FROM gone HAVING count(*) > 0;
          RETURN NULL;
        END
        $$
        """);
    rows.execute(
        """
        CREATE TRIGGER record_batch AFTER DELETE ON ai_schema.%s
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ai_schema.record_batch()
        """
            .formatted(table));
  }

  private List<String> batches(String table) throws SQLException {
    return rows.texts(
        """
        SELECT sum(deleted)
        FROM ai_schema.batches
        WHERE deleted_from = ?
        GROUP BY transaction
        ORDER BY min(number)
        """,
        table);
  }

  @Test
  void while_one_replica_is_at_it_another_does_nothing() throws Exception {
    rows.finishedJobs(5, LONG_AGO);
    try (Batch batch = new Batch()) {
      assertThat(retention.purgeUnlessBusy()).isEqualTo(Purged.NOTHING);
      assertThat(rows.jobs()).hasSize(5);

      assertThat(batch.commit().jobs()).isEqualTo(BATCH);
    }
    assertThat(retention.purgeUnlessBusy().jobs()).isEqualTo(3);
  }

  @Test
  void on_demand_it_waits_for_its_turn_and_leaves_nothing() throws Exception {
    rows.finishedJobs(5, LONG_AGO);
    try (Batch batch = new Batch()) {
      Future<Purged> purged = threads.submit(retention::purge);
      eventually(() -> assertThat(rows.waitingFor("advisory")).isEqualTo(1));

      assertThat(batch.commit().jobs()).isEqualTo(BATCH);
      assertThat(purged.get().jobs()).isEqualTo(3);
    }
    assertThat(rows.jobs()).isEmpty();
  }

  @Test
  void jobs_are_submitted_claimed_and_completed_while_a_batch_is_under_way() throws Exception {
    rows.finishedJobs(5, LONG_AGO);
    try (HintChannel hints = HintChannel.open(testDatabase.service(), HintSettings.DEFAULT);
        Batch batch = new Batch()) {
      WorkerSettings settings =
          new WorkerSettings(
              Duration.ofMinutes(5),
              Duration.ofMillis(200),
              Duration.ofSeconds(5),
              new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(200), new Random(1)),
              Map.of(JobType.SCHEDULE_GENERATION, 1),
              Map.of());
      try (Worker worker =
          new Worker(
              database, new JobSignals(hints), Map.of(), List.of(new QuickHandler()), settings)) {
        worker.start();
        rows.job("new", "QUEUED", "NULL");
        eventually(() -> assertThat(rows.status("new")).isEqualTo("COMPLETED"));
      }
      assertThat(batch.commit().jobs()).isEqualTo(BATCH);
    }
  }

  private record QuickHandler() implements JobHandler {
    @Override
    public JobType type() {
      return JobType.SCHEDULE_GENERATION;
    }

    @Override
    public List<String> steps() {
      return List.of("all");
    }

    @Override
    public JobCompletion run(Job job, JobProgress progress) {
      return new JobCompletion("{}", JobCompletion.Rows.NONE);
    }
  }

  @Test
  void it_looks_by_itself_again_and_again_and_survives_an_outage() throws Exception {
    try (Retention often = every(Duration.ofMillis(20))) {
      often.start();
      rows.finishedJobs(5, LONG_AGO);
      eventually(() -> assertThat(rows.jobs()).isEmpty());

      try (Outage _ = Outage.of(testDatabase)) {
        assertThatThrownBy(often::purge).isInstanceOf(DatabaseUnavailableException.class);
      }
      rows.finishedJobs(3, LONG_AGO);
      eventually(() -> assertThat(rows.jobs()).isEmpty());
    }
  }

  @Test
  void closing_ends_the_batch_under_way() throws Exception {
    rows.finishedJobs(1, LONG_AGO);
    Retention often = every(Duration.ofMillis(20));
    try (Connection lock = testDatabase.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE ai_schema.ai_jobs IN ACCESS EXCLUSIVE MODE");
      often.start();
      eventually(() -> assertThat(rows.waitingFor("relation")).isEqualTo(1));

      often.close();

      eventually(() -> assertThat(rows.waitingFor("relation")).isZero());
      lock.rollback();
    }
    assertThat(rows.jobs()).hasSize(1);
  }

  @Test
  void when_a_caller_leaves_what_was_deleted_so_far_stays_deleted() throws Exception {
    rows.finishedJobs(3, LONG_AGO);
    rows.recommendation("place", LONG_AGO);
    Context.CancellableContext call = Context.current().withCancellation();
    try (Connection lock = testDatabase.connect();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE ai_schema.ai_recommendations IN ACCESS EXCLUSIVE MODE");
      Future<Purged> purged = threads.submit(() -> call.call(retention::purge));
      eventually(() -> assertThat(rows.waitingFor("relation")).isEqualTo(1));

      call.cancel(null);

      assertThatThrownBy(purged::get).hasCauseInstanceOf(StatementCancelledException.class);
      lock.rollback();
    }
    assertThat(rows.jobs()).isEmpty();
    assertThat(rows.recommendations()).hasSize(1);
  }

  /// A batch of another replica, deleted and not committed.
  private final class Batch implements AutoCloseable {
    private final CountDownLatch deleted = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final Future<PurgedBatch> transaction;

    private Batch() throws Exception {
      transaction =
          threads.submit(
              () ->
                  database.transaction(
                      session -> {
                        RetentionMapper mapper = session.getMapper(RetentionMapper.class);
                        assertThat(mapper.takeTurn()).isTrue();
                        PurgedBatch purged = mapper.purgeJobs(null, BATCH);
                        deleted.countDown();
                        await(go);
                        return purged;
                      }));
      Eventually.await(deleted);
    }

    private PurgedBatch commit() throws Exception {
      go.countDown();
      return transaction.get();
    }

    @Override
    public void close() {
      go.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      Eventually.await(latch);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
