package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import com.google.rpc.RetryInfo;
import com.tripgen.ai.chaos.TcpProxy;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.SubmitJobResponse;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The database commits and its answer never arrives: whoever repeats what it did finds it done.
@Timeout(120)
class LostAnswerScenario {
  private TestDatabase database;
  private TcpProxy network;

  /// Only answers calls, over the network.
  private Replica caller;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create();
    network = TcpProxy.to(database.service());
    caller = Replica.start(network.through(database.service()), Role.API);
  }

  @AfterEach
  void stop() throws Exception {
    caller.close();
    network.close();
    database.close();
  }

  private static SubmitJobRequest waiting(String requestId) {
    return Callers.job(requestId).setRunTime(Timestamps.MAX_VALUE).build();
  }

  private void assertToldToComeAgain(CompletableFuture<Void> lost, ThrowingCallable call)
      throws Exception {
    Refusal refusal = Refusal.of(call);
    assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(refusal.reason()).isEqualTo("DATABASE_UNAVAILABLE");
    assertThat(refusal.has(RetryInfo.class)).isTrue();
    lost.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private Job get(String requestId) {
    return caller
        .jobs()
        .getJob(GetJobRequest.newBuilder().setRequestId(requestId).build())
        .getJob();
  }

  private List<JobStatus> statusesToTheEnd(String requestId) {
    var request = WatchJobRequest.newBuilder().setRequestId(requestId).setAfterRevision(1).build();
    List<JobStatus> statuses = new ArrayList<>();
    caller
        .jobs()
        .watchJob(request)
        .forEachRemaining(
            (WatchJobResponse update) -> {
              JobStatus status = update.getJob().getStatus();
              if (update.hasJob() && (statuses.isEmpty() || statuses.getLast() != status)) {
                statuses.add(status);
              }
            });
    return statuses;
  }

  @Test
  void a_submission_is_found_by_its_repetition() throws Exception {
    var lost = network.loseAnswerToCommitOf("INSERT INTO ai_schema.ai_jobs");

    assertToldToComeAgain(lost, () -> caller.jobs().submitJob(waiting("submitted")));

    SubmitJobResponse repeated = caller.jobs().submitJob(waiting("submitted"));
    assertThat(repeated.getCreated()).isFalse();
    assertThat(repeated.getJob().getRequestId()).isEqualTo("submitted");
    assertThat(caller.jobs().listJobs(ListJobsRequest.getDefaultInstance()).getJobsList())
        .hasSize(1);
  }

  @Test
  void a_cancellation_is_found_by_its_repetition() throws Exception {
    var _ = caller.jobs().submitJob(waiting("cancelled"));
    var request = CancelJobRequest.newBuilder().setRequestId("cancelled").build();
    var lost = network.loseAnswerToCommitOf("WHEN target.at_once");

    assertToldToComeAgain(lost, () -> caller.jobs().cancelJob(request));

    assertThat(caller.jobs().cancelJob(request).getJob().getStatus())
        .isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
  }

  @Test
  void a_completion_is_stored_once() throws Exception {
    try (Replica _ = Replica.start(network.through(database.service()), Role.WORKER)) {
      var lost = network.loseAnswerToCommitOf("SET status = 'COMPLETED'");
      var _ = caller.jobs().submitJob(Callers.job("completed").build());

      assertThat(statusesToTheEnd("completed"))
          .containsExactly(JobStatus.JOB_STATUS_PROCESSING, JobStatus.JOB_STATUS_COMPLETED);

      lost.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(get("completed").getAttemptsList()).hasSize(1);
      assertThat(
              caller
                  .schedules()
                  .getSchedule(GetScheduleRequest.newBuilder().setRequestId("completed").build())
                  .getSchedule()
                  .getStatus())
          .isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    }
  }

  @Test
  void a_claimed_job_goes_back_to_the_queue_and_runs_in_its_next_attempt() throws Exception {
    try (Replica _ = Replica.start(network.through(database.service()), Role.WORKER)) {
      var lost = network.loseAnswerToCommitOf("SET status = 'PROCESSING'");
      var _ = caller.jobs().submitJob(Callers.job("claimed").build());

      assertThat(statusesToTheEnd("claimed"))
          .containsExactly(
              JobStatus.JOB_STATUS_PROCESSING,
              JobStatus.JOB_STATUS_QUEUED,
              JobStatus.JOB_STATUS_PROCESSING,
              JobStatus.JOB_STATUS_COMPLETED);

      lost.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(get("claimed").getAttemptsList()).hasSize(2);
    }
  }
}
