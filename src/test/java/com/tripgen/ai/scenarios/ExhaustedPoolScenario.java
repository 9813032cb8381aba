package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.PATIENCE;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.RetryInfo;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.CancelJobResponse;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetJobResponse;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every connection for calls is taken: callers are told to come again, and the process itself does
/// not look dead.
@Timeout(120)
class ExhaustedPoolScenario {
  private static final int CALL_CONNECTIONS = 16;

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void callers_are_refused_and_the_process_keeps_its_health_and_its_running_jobs()
      throws Exception {
    try (Replica replica = Replica.start(database.service());
        Connection lock = database.connect()) {
      lock.setAutoCommit(false);
      var _ =
          replica.jobs().submitJob(Callers.job("locked").setRunTime(Timestamps.MAX_VALUE).build());
      Iterator<WatchJobResponse> running = runningJob(replica);
      execute(lock, "SELECT FROM ai_schema.ai_schedules WHERE request_id = 'running' FOR UPDATE");
      execute(lock, "SELECT FROM ai_schema.ai_jobs WHERE request_id = 'locked' FOR UPDATE");
      // The end of the running job takes the first connection, at a time of its own.
      eventually(() -> assertThat(waitingForLocks()).isEqualTo(1));

      List<ListenableFuture<CancelJobResponse>> waiting = new ArrayList<>();
      while (waiting.size() < CALL_CONNECTIONS - 1) {
        waiting.add(
            JobServiceGrpc.newFutureStub(replica.channel())
                .cancelJob(CancelJobRequest.newBuilder().setRequestId("locked").build()));
      }
      eventually(() -> assertThat(waitingForLocks()).isEqualTo(CALL_CONNECTIONS));

      // While the call waits for its refusal: those that wait for locks do so for 10 s at most.
      ListenableFuture<GetJobResponse> refused =
          JobServiceGrpc.newFutureStub(replica.channel())
              .getJob(GetJobRequest.newBuilder().setRequestId("locked").build());
      // Longer than the lease without a renewal would be.
      OffsetDateTime leaseUntil = leaseUntil();
      eventually(() -> assertThat(leaseUntil()).isAfter(leaseUntil.plusSeconds(2)));
      assertThat(health(replica)).isEqualTo(ServingStatus.SERVING);
      Refusal refusal = Refusal.of(() -> answer(refused));
      assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(refusal.has(RetryInfo.class)).isTrue();

      lock.rollback();

      for (ListenableFuture<CancelJobResponse> call : waiting) {
        assertThat(call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getJob().getStatus())
            .isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
      }
      while (running.hasNext()) {
        var _ = running.next();
      }
      Job ended = get(replica, "running").getJob();
      assertThat(ended.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      assertThat(ended.getAttemptsList()).hasSize(1);
    }
  }

  /// Long enough a trip to be still planned when the caller was told that it is.
  private static Iterator<WatchJobResponse> runningJob(Replica replica) {
    var trip =
        Trips.seoul("trip-running")
            .clearDestinations()
            .addDestinations(Trips.stay("서울", "2027-04-05", "2027-05-04"));
    var request = Callers.job("running");
    request.getScheduleGenerationBuilder().setTrip(trip);
    var _ = replica.jobs().submitJob(request.build());
    Iterator<WatchJobResponse> updates =
        replica.jobs().watchJob(WatchJobRequest.newBuilder().setRequestId("running").build());
    JobStatus status = JobStatus.JOB_STATUS_QUEUED;
    while (status == JobStatus.JOB_STATUS_QUEUED) {
      status = updates.next().getJob().getStatus();
    }
    assertThat(status).isEqualTo(JobStatus.JOB_STATUS_PROCESSING);
    return updates;
  }

  private static <T> T answer(Future<T> call) throws Throwable {
    try {
      return call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private static GetJobResponse get(Replica replica, String requestId) {
    return replica.jobs().getJob(GetJobRequest.newBuilder().setRequestId(requestId).build());
  }

  private static ServingStatus health(Replica replica) {
    HealthCheckResponse response =
        HealthGrpc.newBlockingStub(replica.channel())
            .check(HealthCheckRequest.getDefaultInstance());
    return response.getStatus();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long waitingForLocks() throws SQLException {
    return ask(
        """
        SELECT count(*)
        FROM pg_stat_activity
        WHERE datname = current_database()
          AND wait_event_type = 'Lock'
        """,
        Long.class);
  }

  /// Of the one worker, which must stay the same.
  private OffsetDateTime leaseUntil() throws SQLException {
    assertThat(ask("SELECT count(*) FROM ai_schema.ai_workers", Long.class)).isEqualTo(1);
    return ask("SELECT lease_until FROM ai_schema.ai_workers", OffsetDateTime.class);
  }

  private <T> T ask(String query, Class<T> type) throws SQLException {
    try (Connection connection = TestDatabase.connect(database.administrator());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getObject(1, type);
    }
  }
}
