package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.Iterators;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.ResourceInfo;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.CheckInstallationRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.GetStatisticsRequest;
import com.tripgen.ai.v1.GetStatisticsResponse;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.InstallationCheck;
import com.tripgen.ai.v1.InstallationCheckStatus;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobQueue;
import com.tripgen.ai.v1.JobStatistics;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.ListLongRunningJobsRequest;
import com.tripgen.ai.v1.ListLongRunningJobsResponse;
import com.tripgen.ai.v1.PauseJobsRequest;
import com.tripgen.ai.v1.PinScheduleRequest;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.PurgeExpiredRequest;
import com.tripgen.ai.v1.PurgeExpiredResponse;
import com.tripgen.ai.v1.RecommendationGenerationSpec;
import com.tripgen.ai.v1.ResumeJobsRequest;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.SubmitJobResponse;
import com.tripgen.ai.v1.UserProfile;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.Status.Code;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What those who run the service do to it.
class OperationsScenario {
  private static final JobType TYPE = JobType.JOB_TYPE_SCHEDULE_GENERATION;
  private static final UserProfile PROFILE =
      UserProfile.newBuilder().addAges(40).setHealthStatus(HealthStatus.HEALTH_STATUS_GOOD).build();

  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.create();
    connection = database.connect();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  private static SubmitJobRequest.Builder job(String requestId) {
    return SubmitJobRequest.newBuilder()
        .setRequestId(requestId)
        .setScheduleGeneration(
            ScheduleGenerationSpec.newBuilder().setTrip(Trips.seoul("trip-" + requestId)));
  }

  private static SubmitJobResponse submit(Replica replica, SubmitJobRequest.Builder request) {
    return replica.jobs().submitJob(request.build());
  }

  private static Job get(Replica replica, String requestId) {
    return replica
        .jobs()
        .getJob(GetJobRequest.newBuilder().setRequestId(requestId).build())
        .getJob();
  }

  /// Watches a job to its end.
  private static Job end(Replica replica, String requestId) {
    var request = WatchJobRequest.newBuilder().setRequestId(requestId).build();
    return Iterators.getLast(replica.jobs().watchJob(request)).getJob();
  }

  private static JobQueue pause(Replica replica) {
    return replica
        .operations()
        .pauseJobs(PauseJobsRequest.newBuilder().setJobType(TYPE).build())
        .getQueue();
  }

  private static JobQueue resume(Replica replica) {
    return replica
        .operations()
        .resumeJobs(ResumeJobsRequest.newBuilder().setJobType(TYPE).build())
        .getQueue();
  }

  private static PurgeExpiredResponse purge(Replica replica) {
    return replica.operations().purgeExpired(PurgeExpiredRequest.getDefaultInstance());
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private Timestamp databaseTime() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return Timestamps.fromMillis(
          row.getObject(1, OffsetDateTime.class).toInstant().toEpochMilli());
    }
  }

  /// Moves the end of a job into the past.
  private void finishedEightDaysAgo(String requestId) throws SQLException {
    execute(
        """
        UPDATE ai_schema.ai_jobs
        SET completed_at = now() - INTERVAL '8 days'
        WHERE request_id = ?
        """,
        requestId);
  }

  private void expired(String requestId, String ago) throws SQLException {
    execute(
        """
        UPDATE ai_schema.ai_schedules
        SET generated_at = now() - INTERVAL '20 days', expired_at = now() - ?::INTERVAL
        WHERE request_id = ?
        """,
        ago,
        requestId);
  }

  @Test
  void a_paused_type_is_claimed_on_no_replica_until_it_is_resumed() throws Exception {
    try (Replica first = Replica.start(database.service());
        Replica second = Replica.start(database.service())) {
      // The running job ends when the test gives its trip free.
      connection.setAutoCommit(false);
      execute(
          "SELECT pg_advisory_xact_lock(hashtextextended('ai_schedules.version trip-running', 0))");
      submit(first, job("running"));
      eventually(
          () ->
              assertThat(get(first, "running").getStatus())
                  .isEqualTo(JobStatus.JOB_STATUS_PROCESSING));

      assertThat(pause(first))
          .isEqualTo(
              JobQueue.newBuilder().setJobType(TYPE).setPaused(true).setProcessingCount(1).build());
      submit(second, job("waiting"));
      submit(
          second,
          SubmitJobRequest.newBuilder()
              .setRequestId("other-type")
              .setRecommendationGeneration(
                  RecommendationGenerationSpec.newBuilder()
                      .setPlace(PlaceReference.newBuilder().setPlaceId("seoul-gyeongbokgung"))
                      .setUserProfile(PROFILE)));
      assertThat(end(first, "other-type").getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      connection.rollback();
      assertThat(end(first, "running").getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      assertThat(pause(second).getQueuedCount()).isEqualTo(1);

      Timestamp resumed = databaseTime();
      assertThat(resume(second))
          .isEqualTo(JobQueue.newBuilder().setJobType(TYPE).setQueuedCount(1).build());

      Job end = end(first, "waiting");
      assertThat(end.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      assertThat(end.getAttemptsList()).hasSize(1);
      assertThat(Timestamps.compare(end.getAttempts(0).getStartTime(), resumed)).isPositive();
    }
  }

  @Test
  void pausing_needs_a_type() throws Exception {
    try (Replica replica = Replica.start(database.service(), Role.API)) {
      Refusal refusal =
          Refusal.of(() -> replica.operations().pauseJobs(PauseJobsRequest.getDefaultInstance()));
      assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(refusal.fields()).containsExactly("job_type");
    }
  }

  @Test
  void a_purge_takes_what_is_past_its_time_and_leaves_what_is_pinned() throws Exception {
    try (Replica worker = Replica.start(database.service())) {
      for (String requestId : new String[] {"young", "old", "pinned"}) {
        submit(worker, job(requestId));
        assertThat(end(worker, requestId).getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      }
      submit(worker, job("cancelled").setRunTime(Timestamps.MAX_VALUE));
      var _ =
          worker.jobs().cancelJob(CancelJobRequest.newBuilder().setRequestId("cancelled").build());
      var _ =
          worker
              .schedules()
              .pinSchedule(PinScheduleRequest.newBuilder().setRequestId("pinned").build());
      var _ =
          worker
              .recommendations()
              .getRecommendation(
                  GetRecommendationRequest.newBuilder()
                      .setPlace(PlaceReference.newBuilder().setPlaceId("seoul-gyeongbokgung"))
                      .setUserProfile(PROFILE)
                      .build());
    }
    for (String requestId : new String[] {"old", "pinned", "cancelled"}) {
      finishedEightDaysAgo(requestId);
    }
    expired("old", "1 hour");
    execute(
        """
        UPDATE ai_schema.ai_recommendations
        SET created_at = now() - INTERVAL '2 days', expired_at = now() - INTERVAL '1 second'
        """);

    try (Replica replica = Replica.start(database.service(), Role.API)) {
      assertThat(purge(replica))
          .isEqualTo(
              PurgeExpiredResponse.newBuilder()
                  .setJobCount(2)
                  .setScheduleCount(1)
                  .setRecommendationCount(1)
                  .build());

      assertThat(get(replica, "pinned").getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      assertThat(get(replica, "young").getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      for (String requestId : new String[] {"old", "cancelled"}) {
        for (Refusal refusal :
            new Refusal[] {
              Refusal.of(() -> get(replica, requestId)), Refusal.of(() -> end(replica, requestId))
            }) {
          assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
          assertThat(refusal.reason()).isEqualTo("JOB_NOT_FOUND");
          assertThat(refusal.detail(ResourceInfo.class).getResourceName()).isEqualTo(requestId);
        }
      }
      assertThat(Refusal.of(() -> schedule(replica, "old")).reason()).isEqualTo("SCHEDULE_EXPIRED");
      assertThat(Refusal.of(() -> schedule(replica, "cancelled")).reason())
          .isEqualTo("SCHEDULE_NOT_FOUND");

      assertThat(purge(replica)).isEqualTo(PurgeExpiredResponse.getDefaultInstance());
    }
  }

  private static JobStatus schedule(Replica replica, String requestId) {
    return replica
        .schedules()
        .getSchedule(GetScheduleRequest.newBuilder().setRequestId(requestId).build())
        .getSchedule()
        .getStatus();
  }

  @Test
  void an_id_is_free_again_when_neither_a_job_nor_a_schedule_has_it() throws Exception {
    try (Replica replica = Replica.start(database.service(), Role.API)) {
      submit(replica, job("again").setRunTime(Timestamps.MAX_VALUE));
      execute(
          """
          UPDATE ai_schema.ai_jobs
          SET status = 'COMPLETED', completed_at = now() - INTERVAL '8 days'
          """);
      execute("UPDATE ai_schema.ai_schedules SET status = 'COMPLETED'");
      expired("again", "1 hour");
      assertThat(purge(replica).getJobCount()).isEqualTo(1);

      Refusal refusal = Refusal.of(() -> submit(replica, job("again")));
      assertThat(refusal.code()).isEqualTo(Code.ALREADY_EXISTS);
      assertThat(refusal.reason()).isEqualTo("REQUEST_ID_REUSED");

      expired("again", "2 days");
      assertThat(purge(replica).getScheduleCount()).isEqualTo(1);
      assertThat(submit(replica, job("again")).getCreated()).isTrue();
    }
  }

  @Test
  void a_watch_hears_that_its_job_is_gone() throws Exception {
    try (Replica replica = Replica.start(database.service(), Role.API)) {
      submit(replica, job("watched").setRunTime(Timestamps.MAX_VALUE));
      var updates =
          replica.jobs().watchJob(WatchJobRequest.newBuilder().setRequestId("watched").build());
      assertThat(updates.next().getJob().getStatus()).isEqualTo(JobStatus.JOB_STATUS_QUEUED);

      execute("DELETE FROM ai_schema.ai_jobs");

      Refusal refusal = Refusal.of(updates::hasNext);
      assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
      assertThat(refusal.reason()).isEqualTo("JOB_NOT_FOUND");
      assertThat(refusal.detail(ResourceInfo.class).getResourceName()).isEqualTo("watched");
    }
  }

  @Test
  void workers_delete_what_is_past_its_time_by_themselves() throws Exception {
    try (Replica replica = Replica.start(database.service())) {
      submit(replica, job("old"));
      assertThat(end(replica, "old").getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);

      finishedEightDaysAgo("old");

      eventually(
          () ->
              assertThat(Refusal.of(() -> get(replica, "old")).reason())
                  .isEqualTo("JOB_NOT_FOUND"));
    }
  }

  @Test
  void the_figures_of_the_guide_come_in_one_answer() throws Exception {
    try (Replica replica = Replica.start(database.service())) {
      submit(replica, job("done"));
      assertThat(end(replica, "done").getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      submit(replica, job("waiting").setRunTime(Timestamps.MAX_VALUE));
      execute("UPDATE ai_schema.ai_schedules SET expired_at = now() + INTERVAL '1 hour'");

      GetStatisticsResponse figures =
          replica.operations().getStatistics(GetStatisticsRequest.getDefaultInstance());

      assertThat(figures.getActiveConnections()).isPositive();
      assertThat(figures.getOpenConnections())
          .isBetween(figures.getActiveConnections(), figures.getMaxConnections());
      assertThat(figures.getTablesList())
          .filteredOn(table -> table.getName().equals("ai_schedules"))
          .singleElement()
          .satisfies(
              table -> {
                assertThat(table.getSizeBytes()).isPositive();
                assertThat(table.getAverageJsonBytes()).isPositive();
                assertThat(table.getExpiringRows()).isEqualTo(2);
              });
      assertThat(figures.getJobsList())
          .extracting(JobStatistics::getJobType, JobStatistics::getStatus, JobStatistics::getCount)
          .containsExactly(
              tuple(TYPE, JobStatus.JOB_STATUS_COMPLETED, 1L),
              tuple(TYPE, JobStatus.JOB_STATUS_QUEUED, 1L));
      assertThat(figures.getJobs(0).getAverageProgress()).isEqualTo(100);
      assertThat(figures.getJobs(0).hasAverageDuration()).isTrue();
      assertThat(figures.getQueuesList())
          .contains(JobQueue.newBuilder().setJobType(TYPE).setQueuedCount(1).build());
    }
  }

  @Test
  void jobs_that_run_for_long_are_listed_page_by_page_the_longest_first() throws Exception {
    execute(
        """
        INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload, started_at)
        VALUES ('hour', 'SCHEDULE_GENERATION', 'PROCESSING', '{}', now() - INTERVAL '1 hour'),
               ('hour-too', 'SCHEDULE_GENERATION', 'PROCESSING', '{}', now() - INTERVAL '1 hour'),
               ('day', 'SCHEDULE_GENERATION', 'PROCESSING', '{}', now() - INTERVAL '1 day'),
               ('minutes', 'SCHEDULE_GENERATION', 'PROCESSING', '{}', now() - INTERVAL '29 min'),
               ('ended', 'SCHEDULE_GENERATION', 'COMPLETED', '{}', now() - INTERVAL '2 hours')
        """);
    try (Replica replica = Replica.start(database.service(), Role.API)) {
      var first = longRunning(replica, ListLongRunningJobsRequest.newBuilder().setPageSize(2));
      assertThat(requestIds(first)).containsExactly("day", "hour");
      assertThat(Durations.toHours(first.getJobs(0).getRunningDuration())).isEqualTo(24);
      assertThat(first.getJobs(0).getJob().getStatus()).isEqualTo(JobStatus.JOB_STATUS_PROCESSING);

      var second =
          longRunning(
              replica,
              ListLongRunningJobsRequest.newBuilder().setPageToken(first.getNextPageToken()));
      assertThat(requestIds(second)).containsExactly("hour-too");
      assertThat(second.getNextPageToken()).isEmpty();

      var shorter =
          ListLongRunningJobsRequest.newBuilder().setRunningLongerThan(Durations.fromMinutes(1));
      assertThat(requestIds(longRunning(replica, shorter)))
          .containsExactly("day", "hour", "hour-too", "minutes");
      var forEver =
          ListLongRunningJobsRequest.newBuilder().setRunningLongerThan(Durations.MAX_VALUE);
      assertThat(requestIds(longRunning(replica, forEver))).isEmpty();
      Refusal otherFilter =
          Refusal.of(() -> longRunning(replica, shorter.setPageToken(first.getNextPageToken())));
      assertThat(otherFilter.reason()).isEqualTo("INVALID_PAGE_TOKEN");
      Refusal negative =
          Refusal.of(
              () ->
                  longRunning(
                      replica,
                      ListLongRunningJobsRequest.newBuilder()
                          .setRunningLongerThan(Durations.fromSeconds(-1))));
      assertThat(negative.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(negative.fields()).containsExactly("running_longer_than");
    }
  }

  private static ListLongRunningJobsResponse longRunning(
      Replica replica, ListLongRunningJobsRequest.Builder request) {
    return replica.operations().listLongRunningJobs(request.build());
  }

  private static List<String> requestIds(ListLongRunningJobsResponse response) {
    return response.getJobsList().stream().map(it -> it.getJob().getRequestId()).toList();
  }

  @Test
  void a_job_that_nobody_runs_is_told_and_ended_by_the_call_that_the_item_names() throws Exception {
    try (Replica replica = Replica.start(database.service())) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload)
              VALUES ('from-before', 'SCHEDULE_GENERATION', 'PROCESSING', '{}')
              """)) {
        insert.execute();
      }
      assertThat(abandoned(replica).getStatus())
          .isEqualTo(InstallationCheckStatus.INSTALLATION_CHECK_STATUS_WARNING);
      assertThat(abandoned(replica).getRemedy())
          .contains("'{\"request_id\":\"from-before\"}'", "JobService/CancelJob");

      var _ =
          replica
              .jobs()
              .cancelJob(CancelJobRequest.newBuilder().setRequestId("from-before").build());

      eventually(
          () ->
              assertThat(abandoned(replica).getStatus())
                  .isEqualTo(InstallationCheckStatus.INSTALLATION_CHECK_STATUS_OK));
      assertThat(get(replica, "from-before").getStatus()).isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
    }
  }

  private static InstallationCheck abandoned(Replica replica) {
    return replica
        .operations()
        .checkInstallation(CheckInstallationRequest.getDefaultInstance())
        .getChecksList()
        .stream()
        .filter(item -> item.getName().equals("abandoned_jobs"))
        .findFirst()
        .orElseThrow();
  }
}
