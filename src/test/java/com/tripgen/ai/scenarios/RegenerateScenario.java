package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterators;
import com.google.protobuf.Timestamp;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.QuotaFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.GetTripScheduleRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.PinScheduleRequest;
import com.tripgen.ai.v1.RegenerateScheduleRequest;
import com.tripgen.ai.v1.RegenerateScheduleResponse;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleDay;
import com.tripgen.ai.v1.SchedulePlace;
import com.tripgen.ai.v1.ScheduleRegenerationSpec;
import com.tripgen.ai.v1.StopKind;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A caller has a trip made again, whole or one day of it.
class RegenerateScenario {
  private static TestDatabase database;
  private static Replica first;
  private static Replica second;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    first = Replica.start(database.service());
    second = Replica.start(database.service());
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
    database.close();
  }

  @Test
  void one_day_changes_and_the_others_keep_every_byte() throws Exception {
    generate("bytes-1", Trips.seoul("bytes"));

    Job end = regenerate(request("bytes-2", "bytes").setDay(2));

    assertThat(end.getJobType()).isEqualTo(JobType.JOB_TYPE_SCHEDULE_REGENERATION);
    assertThat(end.getResult().getFieldsOrThrow("version").getNumberValue()).isEqualTo(2);
    Schedule before = get("bytes-1");
    Schedule after = newest("bytes");
    assertThat(after.getRequestId()).isEqualTo("bytes-2");
    assertThat(after.getVersion()).isEqualTo(2);
    assertThat(dayText("bytes-2", 0)).isEqualTo(dayText("bytes-1", 0));
    assertThat(dayText("bytes-2", 2)).isEqualTo(dayText("bytes-1", 2));
    assertThat(sights(after.getDays(1)))
        .hasSizeGreaterThanOrEqualTo(5)
        .doesNotContainAnyElementsOf(sights(before.getDays(1)));
    assertThat(places(after.getDays(1)))
        .doesNotContainAnyElementsOf(places(after.getDays(0)))
        .doesNotContainAnyElementsOf(places(after.getDays(2)));
    assertThat(after.getMetadata().getTotalPlaces())
        .isEqualTo(after.getDaysList().stream().mapToInt(ScheduleDay::getPlacesCount).sum());
  }

  @Test
  void a_whole_trip_becomes_another_one() {
    generate("whole-1", Trips.seoul("whole"));

    var _ = regenerate(request("whole-2", "whole"));

    assertThat(newest("whole").getDaysList())
        .hasSize(3)
        .extracting(RegenerateScenario::sights)
        .isNotEqualTo(
            get("whole-1").getDaysList().stream().map(RegenerateScenario::sights).toList());
  }

  @Test
  void days_made_again_at_once_all_take_effect_one_after_the_other() throws Exception {
    generate("race-1", Trips.seoul("race"));
    List<RegenerateScheduleRequest.Builder> requests =
        Stream.of(1, 2, 3).map(day -> request("race-day-" + day, "race").setDay(day)).toList();

    for (int i = 0; i < requests.size(); i++) {
      var _ = (i % 2 == 0 ? first : second).schedules().regenerateSchedule(requests.get(i).build());
    }
    for (RegenerateScheduleRequest.Builder request : requests) {
      assertThat(end(request.getRequestId()).getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    }

    Schedule last = newest("race");
    assertThat(last.getVersion()).isEqualTo(4);
    assertThat(requests)
        .extracting(request -> get(request.getRequestId()).getVersion())
        .containsExactlyInAnyOrder(2, 3, 4);
    for (int day = 1; day <= 3; day++) {
      assertThat(dayText(last.getRequestId(), day - 1))
          .isEqualTo(dayText("race-day-" + day, day - 1));
    }
    assertThat(Refusal.of(() -> get("race-1")).reason()).isEqualTo("SCHEDULE_NOT_FOUND");
  }

  @Test
  void the_last_three_versions_and_pinned_ones_stay_readable() {
    generate("keep-1", Trips.seoul("keep"));
    var _ =
        first
            .schedules()
            .pinSchedule(PinScheduleRequest.newBuilder().setRequestId("keep-1").build());
    for (int version = 2; version <= 5; version++) {
      var _ = regenerate(request("keep-" + version, "keep").setDay(1 + version % 3));
    }
    assertThat(get("keep-1").getPinned()).isTrue();
    assertThat(Refusal.of(() -> get("keep-2")).reason()).isEqualTo("SCHEDULE_NOT_FOUND");
    assertThat(List.of(get("keep-3"), get("keep-4"), get("keep-5")))
        .extracting(Schedule::getVersion)
        .containsExactly(3, 4, 5);
  }

  @Test
  void new_wishes_are_followed_and_told_in_both_languages() {
    generate("ko-1", Trips.seoul("ko"));
    var _ = regenerate(request("ko-2", "ko").setDay(2).setSpecialRequests("야외 위주로. 고양이 카페 예약"));
    Schedule outdoors = newest("ko");
    assertThat(outdoors.getMetadata().getUnderstoodRequestsList()).containsExactly("야외");
    assertThat(outdoors.getMetadata().getIgnoredRequestsList())
        .anyMatch(ignored -> ignored.contains("고양이"));
    var _ = regenerate(request("ko-3", "ko").setDay(2).setSpecialRequests("실내 위주로"));
    assertThat(outdoorSights(newest("ko").getDays(1)))
        .isLessThan(outdoorSights(outdoors.getDays(1)));

    generate("en-1", Trips.seoul("en").setLanguageCode("en"));
    var _ =
        regenerate(
            request("en-2", "en")
                .setDay(1)
                .setSpecialRequests("fewer places. Book a hot-air balloon"));
    Schedule fewer = newest("en");
    assertThat(fewer.getMetadata().getUnderstoodRequestsList()).containsExactly("fewer places");
    assertThat(fewer.getMetadata().getIgnoredRequestsList())
        .containsExactly("Book a hot-air balloon");
    assertThat(sights(fewer.getDays(0))).hasSize(5);
    var _ = regenerate(request("en-3", "en").setDay(3));
    assertThat(newest("en").getMetadata().getUnderstoodRequestsList())
        .as("wishes for a day are for that day alone")
        .isEmpty();
    var _ = regenerate(request("en-4", "en").setSpecialRequests("fewer places"));
    var _ = regenerate(request("en-5", "en").setDay(3));
    assertThat(newest("en").getMetadata().getUnderstoodRequestsList())
        .as("wishes for the trip stay in force")
        .containsExactly("fewer places");
    var _ = regenerate(request("en-6", "en").setDay(2).setSpecialRequests(""));
    assertThat(newest("en").getMetadata().getUnderstoodRequestsList()).as("dropped").isEmpty();
  }

  @Test
  void of_twenty_calls_at_once_five_are_let_in_and_the_others_told_when_to_come_again()
      throws Exception {
    generate("limit-1", Trips.seoul("limit"));
    List<Callable<RegenerateScheduleResponse>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Replica replica = i % 2 == 0 ? first : second;
      var request = later(request("limit-call-" + i, "limit").setDay(1));
      calls.add(() -> replica.schedules().regenerateSchedule(request));
    }
    List<Refusal> refusals = new ArrayList<>();
    int created = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<RegenerateScheduleResponse> call : threads.invokeAll(calls)) {
        switch (call.state()) {
          case SUCCESS -> created += call.resultNow().getCreated() ? 1 : 0;
          default -> refusals.add(Refusal.of((StatusRuntimeException) call.exceptionNow()));
        }
      }
    }

    assertThat(created).isEqualTo(5);
    assertThat(refusals)
        .hasSize(15)
        .allSatisfy(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
              assertThat(refusal.reason()).isEqualTo("REGENERATION_LIMIT");
              assertThat(refusal.metadata()).containsEntry("limit", "5");
              assertThat(refusal.detail(QuotaFailure.class).getViolations(0).getSubject())
                  .isEqualTo("trips/limit/days/1");
              assertThat(refusal.detail(RetryInfo.class).getRetryDelay().getSeconds())
                  .isBetween(0L, 86_400L);
            });
    assertThat(
            Refusal.of(() -> first.schedules().regenerateSchedule(request("w", "limit").build()))
                .reason())
        .as("the whole trip counts for the first day too")
        .isEqualTo("REGENERATION_LIMIT");
    assertThat(first.schedules().regenerateSchedule(later(request("o", "limit").setDay(2))))
        .matches(RegenerateScheduleResponse::getCreated);
  }

  @Test
  void a_repeated_call_answers_the_first_job_and_the_spec_makes_the_same_one() {
    generate("same-1", Trips.seoul("same"));
    var request = later(request("same-2", "same").setDay(1).setSpecialRequests("museums"));

    var stored = first.schedules().regenerateSchedule(request);
    var repeated =
        second
            .jobs()
            .submitJob(
                SubmitJobRequest.newBuilder()
                    .setRequestId("same-2")
                    .setRunTime(request.getRunTime())
                    .setScheduleRegeneration(
                        ScheduleRegenerationSpec.newBuilder()
                            .setTripId("same")
                            .setDay(1)
                            .setSpecialRequests("museums"))
                    .build());

    assertThat(stored.getCreated()).isTrue();
    assertThat(repeated.getCreated()).isFalse();
    assertThat(repeated.getJob().getRevision()).isEqualTo(stored.getJob().getRevision());
    assertThat(
            Refusal.of(
                    () ->
                        first.schedules().regenerateSchedule(request.toBuilder().setDay(2).build()))
                .reason())
        .isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  void a_cancelled_job_leaves_the_trip_as_it_was() {
    generate("stop-1", Trips.seoul("stop"));
    var _ = first.schedules().regenerateSchedule(later(request("stop-2", "stop").setDay(1)));

    var _ = first.jobs().cancelJob(CancelJobRequest.newBuilder().setRequestId("stop-2").build());

    assertThat(end("stop-2").getStatus()).isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
    assertThat(newest("stop").getRequestId()).isEqualTo("stop-1");
    assertThat(get("stop-2").getStatus()).isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
  }

  @Test
  void what_cannot_be_made_again_is_said_at_once() throws Exception {
    Refusal unknown = refused(request("bad-1", "unknown-trip"));
    assertThat(unknown.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(unknown.reason()).isEqualTo("SCHEDULE_NOT_FOUND");
    assertThat(unknown.has(ResourceInfo.class)).isTrue();

    generate("bad-trip-1", Trips.seoul("bad-trip"));
    Refusal day = refused(request("bad-2", "bad-trip").setDay(4));
    assertThat(day.reason()).isEqualTo("DAY_NOT_FOUND");
    assertThat(day.metadata()).containsEntry("total_days", "3");
    assertThat(day.fields()).containsExactly("day");
    assertThat(refused(request("bad-3", "bad-trip").setDay(31)).fields()).containsExactly("day");
    assertThat(refused(request("bad-4", "")).fields()).containsExactly("trip_id");

    execute("UPDATE ai_schema.ai_schedules SET planning_input = NULL WHERE trip_id = 'bad-trip'");
    Refusal input = refused(request("bad-5", "bad-trip").setDay(1));
    assertThat(input.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(input.reason()).isEqualTo("SCHEDULE_INPUT_MISSING");
    assertThat(input.has(PreconditionFailure.class)).isTrue();

    execute(
        "UPDATE ai_schema.ai_schedules SET generated_at = now() - interval '8 days',"
            + " expired_at = now() - interval '1 hour' WHERE trip_id = 'bad-trip'");
    assertThat(refused(request("bad-6", "bad-trip")).reason()).isEqualTo("SCHEDULE_EXPIRED");
  }

  private static Refusal refused(RegenerateScheduleRequest.Builder request) {
    return Refusal.of(() -> first.schedules().regenerateSchedule(request.build()));
  }

  private static RegenerateScheduleRequest.Builder request(String requestId, String tripId) {
    return RegenerateScheduleRequest.newBuilder().setRequestId(requestId).setTripId(tripId);
  }

  /// Not to be run within the scenario.
  private static RegenerateScheduleRequest later(RegenerateScheduleRequest.Builder request) {
    return request
        .setRunTime(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond() + 3600))
        .build();
  }

  private static void generate(String requestId, Trip.Builder trip) {
    var _ = first.schedules().generateSchedule(Trips.request(requestId, trip).build());
    assertThat(end(requestId).getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
  }

  private static Job regenerate(RegenerateScheduleRequest.Builder request) {
    var _ = first.schedules().regenerateSchedule(request.build());
    Job end = end(request.getRequestId());
    assertThat(end.getStatus())
        .as(end.getError().getMessage())
        .isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    return end;
  }

  private static Job end(String requestId) {
    return Iterators.getLast(
            Iterators.filter(
                second
                    .jobs()
                    .watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build()),
                WatchJobResponse::hasJob))
        .getJob();
  }

  private static Schedule get(String requestId) {
    return second
        .schedules()
        .getSchedule(GetScheduleRequest.newBuilder().setRequestId(requestId).build())
        .getSchedule();
  }

  private static Schedule newest(String tripId) {
    return second
        .schedules()
        .getTripSchedule(GetTripScheduleRequest.newBuilder().setTripId(tripId).build())
        .getSchedule();
  }

  private static Set<String> sights(ScheduleDay day) {
    return day.getPlacesList().stream()
        .filter(place -> place.getKind() == StopKind.STOP_KIND_SIGHT)
        .map(SchedulePlace::getPlaceId)
        .collect(Collectors.toSet());
  }

  private static Set<String> places(ScheduleDay day) {
    return day.getPlacesList().stream()
        .map(SchedulePlace::getPlaceId)
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }

  private static long outdoorSights(ScheduleDay day) {
    return day.getPlacesList().stream()
        .filter(place -> place.getKind() == StopKind.STOP_KIND_SIGHT && place.getIsOutdoor())
        .count();
  }

  /// A day as the database holds it.
  private static String dayText(String requestId, int index) throws SQLException {
    try (var connection = database.connect();
        var statement =
            connection.prepareStatement(
                "SELECT (schedule_data -> 'schedules' -> ?)::TEXT FROM ai_schema.ai_schedules"
                    + " WHERE request_id = ?")) {
      statement.setInt(1, index);
      statement.setString(2, requestId);
      try (var rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    }
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
