package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.rpc.PreconditionFailure;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.ListJobsResponse;
import com.tripgen.ai.v1.RetryJobRequest;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.SubmitJobResponse;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Jobs as callers see them, on two replicas: one that only answers calls, one that only works.
class JobsScenario {
  private static TestDatabase database;
  private static Replica first;
  private static Replica second;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    first = Replica.start(database.service(), com.tripgen.ai.server.Role.API);
    second = Replica.start(database.service());
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
    database.close();
  }

  private static SubmitJobRequest.Builder job(String requestId) {
    return SubmitJobRequest.newBuilder()
        .setRequestId(requestId)
        .setScheduleGeneration(
            ScheduleGenerationSpec.newBuilder().setTrip(Trips.seoul("trip-" + requestId)));
  }

  /// A job that waits until the test is over.
  private static SubmitJobRequest.Builder waiting(String requestId) {
    return job(requestId).setRunTime(Timestamp.newBuilder().setSeconds(4_000_000_000L));
  }

  private static SubmitJobResponse submit(SubmitJobRequest.Builder request) {
    return first.jobs().submitJob(request.build());
  }

  private static Job get(String requestId) {
    return first.jobs().getJob(GetJobRequest.newBuilder().setRequestId(requestId).build()).getJob();
  }

  private static List<WatchJobResponse> watch(Replica replica, String requestId, long after) {
    return ImmutableList.copyOf(
        replica
            .jobs()
            .watchJob(
                WatchJobRequest.newBuilder()
                    .setRequestId(requestId)
                    .setAfterRevision(after)
                    .build()));
  }

  @Test
  void a_job_submitted_to_one_replica_is_run_by_another_and_watched_on_both() {
    Job job = submit(job("both").setPriority(3).putLabels("team", "trips")).getJob();
    assertThat(job.getPriority()).isEqualTo(3);
    assertThat(job.getLabelsMap()).isEqualTo(Map.of("team", "trips"));

    Job seenHere = watch(first, "both", 0).getLast().getJob();
    Job seenThere = watch(second, "both", 0).getLast().getJob();
    assertThat(seenHere.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    assertThat(seenThere).isEqualTo(seenHere);
    assertThat(seenHere.getAttemptsList()).hasSize(1);
  }

  @Test
  void resuming_delivers_every_status_change_after_the_cursor_and_nothing_after_the_last() {
    var _ = submit(job("resume"));
    Job end = watch(first, "resume", 0).getLast().getJob();

    List<WatchJobResponse> fromTheStart = watch(second, "resume", 1);
    assertThat(fromTheStart)
        .extracting(update -> update.getJob().getStatus())
        .containsExactly(JobStatus.JOB_STATUS_PROCESSING, JobStatus.JOB_STATUS_COMPLETED);
    assertThat(watch(second, "resume", end.getRevision())).isEmpty();

    Refusal future = Refusal.of(() -> watch(first, "resume", end.getRevision() + 1));
    assertThat(future.code()).isEqualTo(Code.OUT_OF_RANGE);
    assertThat(future.reason()).isEqualTo("REVISION_FROM_THE_FUTURE");
  }

  @Test
  void an_idle_watch_proves_that_it_is_alive() {
    var _ = submit(waiting("idle"));
    Iterator<WatchJobResponse> updates =
        first
            .jobs()
            .watchJob(
                WatchJobRequest.newBuilder()
                    .setRequestId("idle")
                    .setHeartbeatInterval(Durations.fromSeconds(1))
                    .build());

    Job snapshot = updates.next().getJob();
    WatchJobResponse heartbeat = updates.next();
    assertThat(snapshot.getStatus()).isEqualTo(JobStatus.JOB_STATUS_QUEUED);
    assertThat(heartbeat.getHeartbeat().getRevision()).isEqualTo(snapshot.getRevision());

    var _ = second.jobs().cancelJob(CancelJobRequest.newBuilder().setRequestId("idle").build());
    List<WatchJobResponse> rest = ImmutableList.copyOf(updates);
    assertThat(rest.getLast().getJob().getStatus()).isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
  }

  @Test
  void cancelling_is_final_repeatable_and_refused_once_the_job_is_finished() {
    var _ = submit(waiting("cancel"));
    var request = CancelJobRequest.newBuilder().setRequestId("cancel").build();

    Job cancelled = first.jobs().cancelJob(request).getJob();
    assertThat(cancelled.getStatus()).isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
    assertThat(second.jobs().cancelJob(request).getJob().getStatus())
        .isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
    assertThat(scheduleStatus("cancel")).isEqualTo(JobStatus.JOB_STATUS_CANCELLED);

    var _ = submit(job("finished"));
    var _ = watch(first, "finished", 0);
    Refusal refusal =
        Refusal.of(
            () ->
                first
                    .jobs()
                    .cancelJob(CancelJobRequest.newBuilder().setRequestId("finished").build()));
    assertThat(refusal.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(refusal.reason()).isEqualTo("JOB_ALREADY_FINISHED");
    assertThat(refusal.has(PreconditionFailure.class)).isTrue();
  }

  @Test
  void a_cancelled_job_is_retried_to_its_end_with_its_schedule() {
    var _ = submit(waiting("retry"));
    var _ = first.jobs().cancelJob(CancelJobRequest.newBuilder().setRequestId("retry").build());

    Job queued =
        first.jobs().retryJob(RetryJobRequest.newBuilder().setRequestId("retry").build()).getJob();
    assertThat(queued.getStatus()).isEqualTo(JobStatus.JOB_STATUS_QUEUED);
    List<WatchJobResponse> updates = watch(second, "retry", queued.getRevision());
    assertThat(updates.getLast().getJob().getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    assertThat(scheduleStatus("retry")).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);

    Refusal refusal =
        Refusal.of(
            () ->
                first.jobs().retryJob(RetryJobRequest.newBuilder().setRequestId("retry").build()));
    assertThat(refusal.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(refusal.reason()).isEqualTo("JOB_NOT_RETRYABLE");
  }

  private static JobStatus scheduleStatus(String requestId) {
    return first
        .schedules()
        .getSchedule(GetScheduleRequest.newBuilder().setRequestId(requestId).build())
        .getSchedule()
        .getStatus();
  }

  @Test
  void a_list_is_paged_newest_first_and_stable_under_inserts() {
    for (int i = 0; i < 7; i++) {
      var _ =
          submit(
              waiting("page-" + i)
                  .setScheduleGeneration(
                      ScheduleGenerationSpec.newBuilder().setTrip(Trips.seoul("trip-pages"))));
    }
    ListJobsRequest.Builder request =
        ListJobsRequest.newBuilder()
            .setTripId("trip-pages")
            .addJobTypes(JobType.JOB_TYPE_SCHEDULE_GENERATION)
            .addStatuses(JobStatus.JOB_STATUS_QUEUED)
            .setPageSize(3);
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListJobsResponse page = second.jobs().listJobs(request.setPageToken(token).build());
      page.getJobsList().forEach(job -> seen.add(job.getRequestId()));
      assertThat(page.getJobsList()).noneMatch(Job::hasPayload);
      token = page.getNextPageToken();
      var _ =
          submit(
              waiting("later-" + seen.size())
                  .setScheduleGeneration(
                      ScheduleGenerationSpec.newBuilder().setTrip(Trips.seoul("trip-pages"))));
    } while (!token.isEmpty());

    assertThat(seen)
        .containsExactly("page-6", "page-5", "page-4", "page-3", "page-2", "page-1", "page-0");
    String otherFilter =
        first
            .jobs()
            .listJobs(ListJobsRequest.newBuilder().setTripId("trip-pages").setPageSize(1).build())
            .getNextPageToken();
    assertThat(
            Refusal.of(() -> first.jobs().listJobs(request.setPageToken(otherFilter).build()))
                .reason())
        .isEqualTo("INVALID_PAGE_TOKEN");
  }

  @Test
  void a_job_shows_exactly_what_was_submitted_and_what_came_out() {
    var _ = submit(job("shown"));
    var _ = watch(first, "shown", 0);

    Job job = get("shown");
    assertThat(job.getPayload().getFieldsOrThrow("trip").getStructValue().getFieldsMap())
        .containsKey("trip_id");
    assertThat(job.getResult().getFieldsMap()).containsKey("total_places");
    assertThat(job.getAttempt()).isEqualTo(1);
    assertThat(job.hasStartTime()).isTrue();
    assertThat(job.hasCompleteTime()).isTrue();
  }

  @Test
  void a_spec_about_a_schedule_that_is_not_there_is_refused() {
    Refusal refusal =
        Refusal.of(
            () -> submit(SubmitJobRequest.newBuilder().setWeatherImpactAnalysis(Trips.rain("t"))));
    assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(refusal.reason()).isEqualTo("SCHEDULE_NOT_FOUND");
  }
}
