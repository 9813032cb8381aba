package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import com.tripgen.ai.chaos.TcpProxy;
import com.tripgen.ai.chaos.TcpProxy.Mode;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Hints between replicas do not arrive, and everything else works: what they would have told is
/// found by looking.
@Timeout(120)
class LostHintsScenario {
  /// A second is promised; the rest is for a busy machine, and much less than the channel takes to
  /// notice its fault.
  private static final Duration SOON = Duration.ofSeconds(3);

  private TestDatabase database;
  private TcpProxy hints;
  private Replica watching;
  private Replica working;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create();
    hints = TcpProxy.to(database.service());
    DatabaseAccess service = database.service();
    DatabaseAccess access =
        new DatabaseAccess(
            service.jdbcUrl(),
            service.user(),
            service.password(),
            hints.through(service).jdbcUrl(),
            false);
    watching = Replica.start(access, Role.API);
    working = Replica.start(access, Role.WORKER);
    eventually(() -> assertThat(listeners()).hasSize(2));
  }

  @AfterEach
  void stop() throws Exception {
    watching.close();
    working.close();
    hints.close();
    database.close();
  }

  @Test
  void a_channel_that_went_silent_is_noticed_and_watches_do_not_wait_for_that() throws Exception {
    Set<Integer> before = listeners();
    hints.silenceOpenConnections();

    assertEndIsToldSoon("silent");

    // By itself the silent connection would stay for ever: nobody told either side that it is gone.
    eventually(
        () -> {
          Set<Integer> after = new HashSet<>(listeners());
          after.removeAll(before);
          assertThat(after).hasSize(2);
        });
  }

  @Test
  void with_no_hint_at_all_the_end_is_told_soon() throws Exception {
    hints.set(Mode.BLACKHOLE);
    for (int i = 0; i < 5; i++) {
      assertEndIsToldSoon("unhinted-" + i);
    }
  }

  @Test
  void with_the_channel_cut_again_and_again_the_end_is_told_soon() throws Exception {
    for (int i = 0; i < 5; i++) {
      hints.cut();
      assertEndIsToldSoon("cut-" + i);
    }
  }

  private void assertEndIsToldSoon(String requestId) {
    var _ = watching.jobs().submitJob(Callers.job(requestId).build());
    Iterator<WatchJobResponse> updates =
        watching.jobs().watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build());
    Job last = Job.getDefaultInstance();
    Instant told = Instant.MAX;
    while (updates.hasNext()) {
      last = updates.next().getJob();
      told = Instant.now();
    }
    assertThat(last.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    Instant committed = Instant.ofEpochMilli(Timestamps.toMillis(last.getCompleteTime()));
    assertThat(Duration.between(committed, told)).isLessThan(SOON);
  }

  /// The sessions that listen, as PostgreSQL knows them.
  private Set<Integer> listeners() throws SQLException {
    Set<Integer> sessions = new HashSet<>();
    try (Connection connection = TestDatabase.connect(database.administrator());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT pid
                FROM pg_stat_activity
                WHERE datname = current_database()
                  AND application_name = 'tripgen-ai listen'
                """)) {
      while (rows.next()) {
        sessions.add(rows.getInt(1));
      }
    }
    return sessions;
  }
}
