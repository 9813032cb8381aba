package com.tripgen.ai.schedules;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Deleting a schedule while somebody else is at its job.
class ScheduleDeletionTest {
  private final ScheduleStore store = new ScheduleStore();

  @AfterEach
  void close() {
    store.close();
  }

  /// A purge holds the job and then deletes the schedule: in the other order the two would block
  /// each other.
  @Test
  void deleting_takes_the_job_before_the_schedule() throws Exception {
    store.submit("r1", "trip-1");
    store.execute("UPDATE ai_schema.ai_jobs SET status = 'FAILED'");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection purge = store.connect();
        Statement statement = purge.createStatement()) {
      purge.setAutoCommit(false);
      statement.execute("SELECT FROM ai_schema.ai_jobs FOR UPDATE");
      Future<?> deleted = threads.submit(() -> store.schedules.delete("r1"));
      eventually(
          () ->
              assertThat(
                      store.column(
                          """
                          SELECT pid
                          FROM pg_stat_activity
                          WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0
                          """))
                  .hasSize(1));

      statement.execute("SELECT FROM ai_schema.ai_schedules FOR UPDATE NOWAIT");
      purge.rollback();
      deleted.get();
    }
    assertThat(store.column("SELECT request_id FROM ai_schema.ai_schedules")).isEmpty();
  }
}
