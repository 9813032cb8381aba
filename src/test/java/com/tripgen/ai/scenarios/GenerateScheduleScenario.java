package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.DeleteScheduleRequest;
import com.tripgen.ai.v1.GetDayScheduleRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.GetTripScheduleRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobStepStatus;
import com.tripgen.ai.v1.ListSchedulesRequest;
import com.tripgen.ai.v1.PinScheduleRequest;
import com.tripgen.ai.v1.RetryJobRequest;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.SchedulePlace;
import com.tripgen.ai.v1.UnpinScheduleRequest;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A caller asks for a trip, watches it being planned and reads it in every way.
class GenerateScheduleScenario {
  private static TestDatabase database;
  private static Replica replica;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    replica = Replica.start(database.service());
  }

  @AfterAll
  static void stop() {
    replica.close();
    database.close();
  }

  @Test
  void a_trip_is_planned_watched_and_read() {
    Job queued =
        replica
            .schedules()
            .generateSchedule(Trips.request("read-1", Trips.seoul("trip-read")).build())
            .getJob();
    assertThat(queued.getStatus()).isEqualTo(JobStatus.JOB_STATUS_QUEUED);
    assertThat(queued.getTripId()).isEqualTo("trip-read");

    List<WatchJobResponse> updates = watch("read-1");
    assertThat(updates)
        .extracting(it -> it.getJob().getRevision())
        .isSorted()
        .doesNotHaveDuplicates();
    Job end = updates.getLast().getJob();
    assertThat(end.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    assertThat(end.getProgress()).isEqualTo(100);
    assertThat(end.getStepsList())
        .isNotEmpty()
        .allMatch(step -> step.getStatus() == JobStepStatus.JOB_STEP_STATUS_DONE);
    assertThat(end.getResult().getFieldsMap()).containsKeys("trip_id", "total_days", "ai_model");
    assertThat(end)
        .isEqualTo(
            replica
                .jobs()
                .getJob(GetJobRequest.newBuilder().setRequestId("read-1").build())
                .getJob());

    Schedule schedule =
        replica
            .schedules()
            .getSchedule(GetScheduleRequest.newBuilder().setRequestId("read-1").build())
            .getSchedule();
    assertThat(schedule.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    assertThat(schedule.getDaysList())
        .extracting(day -> day.getDate())
        .containsExactly("2027-04-05", "2027-04-06", "2027-04-07");
    assertThat(schedule.getDaysList()).allMatch(day -> day.getPlacesCount() >= 5);
    assertThat(schedule.getMetadata().getAiModel()).isEqualTo("builtin-planner/1");
    assertThat(schedule.hasExpireTime()).isTrue();

    Schedule newest =
        replica
            .schedules()
            .getTripSchedule(GetTripScheduleRequest.newBuilder().setTripId("trip-read").build())
            .getSchedule();
    assertThat(newest).isEqualTo(schedule);

    var day =
        replica
            .schedules()
            .getDaySchedule(
                GetDayScheduleRequest.newBuilder().setTripId("trip-read").setDay(2).build());
    assertThat(day.getDay()).isEqualTo(schedule.getDays(1));
  }

  @Test
  void a_schedule_is_found_by_its_trip_and_by_a_place_it_visits() {
    generate("find-1", "trip-find");
    SchedulePlace visited =
        get("find-1").getDays(0).getPlacesList().stream()
            .filter(place -> !place.getPlaceId().isEmpty())
            .findFirst()
            .orElseThrow();

    assertThat(list(ListSchedulesRequest.newBuilder().setTripId("trip-find")))
        .extracting(Schedule::getRequestId)
        .containsExactly("find-1");
    assertThat(
            list(
                ListSchedulesRequest.newBuilder()
                    .setTripId("trip-find")
                    .setPlaceId(visited.getPlaceId())))
        .extracting(Schedule::getRequestId)
        .containsExactly("find-1");
    assertThat(list(ListSchedulesRequest.newBuilder().setTripId("trip-find").setPlaceId("nowhere")))
        .isEmpty();
  }

  @Test
  void a_pinned_schedule_does_not_expire_until_it_is_unpinned() {
    generate("pin-1", "trip-pin");

    Schedule pinned =
        replica
            .schedules()
            .pinSchedule(PinScheduleRequest.newBuilder().setRequestId("pin-1").build())
            .getSchedule();
    assertThat(pinned.getPinned()).isTrue();
    assertThat(pinned.hasExpireTime()).isFalse();

    Schedule unpinned =
        replica
            .schedules()
            .unpinSchedule(UnpinScheduleRequest.newBuilder().setRequestId("pin-1").build())
            .getSchedule();
    assertThat(unpinned.getPinned()).isFalse();
    assertThat(unpinned.getExpireTime().getSeconds())
        .isEqualTo(unpinned.getGenerateTime().getSeconds() + 7 * 24 * 3600);
  }

  @Test
  void an_expired_schedule_says_so() throws Exception {
    generate("old-1", "trip-old");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE ai_schema.ai_schedules SET generated_at = now() - interval '8 days',"
              + " expired_at = now() - interval '1 day' WHERE request_id = 'old-1'");
    }

    Refusal refusal = Refusal.of(() -> get("old-1"));
    assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(refusal.reason()).isEqualTo("SCHEDULE_EXPIRED");
  }

  private Job job(String requestId) {
    return replica
        .jobs()
        .getJob(GetJobRequest.newBuilder().setRequestId(requestId).build())
        .getJob();
  }

  @Test
  void a_deleted_schedule_is_gone_and_its_content_erased() throws Exception {
    generate("gone-1", "trip-gone");
    var request = DeleteScheduleRequest.newBuilder().setRequestId("gone-1").build();
    for (int i = 0; i < 3; i++) {
      assertThat(job("gone-1").hasResult()).isTrue();
    }

    var _ = replica.schedules().deleteSchedule(request);

    assertThat(Refusal.of(() -> get("gone-1")).reason()).isEqualTo("SCHEDULE_NOT_FOUND");
    assertThat(Refusal.of(() -> replica.schedules().deleteSchedule(request)).code())
        .isEqualTo(Code.NOT_FOUND);
    try (var connection = database.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT payload, result FROM ai_schema.ai_jobs WHERE request_id = 'gone-1'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("payload")).isEqualTo("{}");
      assertThat(rows.getString("result")).isNull();
    }
    assertThat(job("gone-1").hasResult()).isFalse();
    assertThat(job("gone-1").getPayload().getFieldsMap()).isEmpty();
    Refusal retried =
        Refusal.of(
            () ->
                replica
                    .jobs()
                    .retryJob(RetryJobRequest.newBuilder().setRequestId("gone-1").build()));
    assertThat(retried.reason()).isEqualTo("JOB_NOT_RETRYABLE");
  }

  @Test
  void the_same_submission_again_answers_the_first_job_and_other_content_is_refused() {
    var request = Trips.request("twice-1", Trips.seoul("trip-twice")).build();

    var first = replica.schedules().generateSchedule(request);
    var second = replica.schedules().generateSchedule(request);
    assertThat(first.getCreated()).isTrue();
    assertThat(second.getCreated()).isFalse();
    assertThat(second.getJob().getCreateTime()).isEqualTo(first.getJob().getCreateTime());

    Refusal refusal =
        Refusal.of(
            () ->
                replica
                    .schedules()
                    .generateSchedule(
                        Trips.request("twice-1", Trips.seoul("another-trip")).build()));
    assertThat(refusal.code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(refusal.reason()).isEqualTo("REQUEST_ID_REUSED");
  }

  private static void generate(String requestId, String tripId) {
    var _ =
        replica.schedules().generateSchedule(Trips.request(requestId, Trips.seoul(tripId)).build());
    assertThat(watch(requestId).getLast().getJob().getStatus())
        .isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
  }

  private static Schedule get(String requestId) {
    return replica
        .schedules()
        .getSchedule(GetScheduleRequest.newBuilder().setRequestId(requestId).build())
        .getSchedule();
  }

  private static List<Schedule> list(ListSchedulesRequest.Builder request) {
    return replica.schedules().listSchedules(request.build()).getSchedulesList();
  }

  private static List<WatchJobResponse> watch(String requestId) {
    return ImmutableList.copyOf(
        Iterators.filter(
            replica.jobs().watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build()),
            WatchJobResponse::hasJob));
  }
}
