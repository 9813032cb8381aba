package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.rpc.QuotaFailure;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.Coordinates;
import com.tripgen.ai.v1.DayWeather;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.ListSchedulesRequest;
import com.tripgen.ai.v1.Member;
import com.tripgen.ai.v1.OpeningHours;
import com.tripgen.ai.v1.OpeningPeriod;
import com.tripgen.ai.v1.PlaceCategory;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WeatherCondition;
import com.tripgen.ai.v1.Weekday;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad input is refused with the field and the rule, and leaves nothing behind.
class BadInputScenario {
  private static TestDatabase database;
  private static Replica replica;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    replica = Replica.start(database.service());
  }

  @AfterAll
  static void stop() throws Exception {
    replica.close();
    try (var connection = database.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT (SELECT count(*) FROM ai_schema.ai_jobs)"
                        + " + (SELECT count(*) FROM ai_schema.ai_schedules) AS rows")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong("rows")).as("rows left by refused requests").isZero();
    }
    database.close();
  }

  private static Refusal refused(Trip.Builder trip) {
    return refused(Trips.request("bad", trip));
  }

  private static Refusal refused(GenerateScheduleRequest.Builder request) {
    return Refusal.of(() -> replica.schedules().generateSchedule(request.build()));
  }

  private static void assertInvalid(Refusal refusal, String... fields) {
    assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refusal.reason()).isEqualTo("INVALID_FIELD");
    assertThat(refusal.fields()).contains(fields).doesNotHaveDuplicates();
  }

  @Test
  void an_empty_trip_names_every_missing_field_at_once() {
    assertInvalid(refused(Trip.newBuilder()), "trip.trip_id", "trip.destinations", "trip.members");
  }

  @Test
  void no_trip_at_all() {
    assertInvalid(refused(GenerateScheduleRequest.newBuilder()), "trip");
  }

  @Test
  void an_end_before_the_start() {
    assertInvalid(
        refused(
            Trips.seoul("t")
                .clearDestinations()
                .addDestinations(Trips.stay("Seoul", "2027-04-07", "2027-04-05"))),
        "trip.destinations[0].departure_date");
  }

  @Test
  void thirty_one_days() {
    Refusal refusal =
        refused(
            Trips.seoul("t")
                .clearDestinations()
                .addDestinations(Trips.stay("Seoul", "2027-04-01", "2027-05-01")));
    assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refusal.message()).contains("30");
  }

  @Test
  void a_date_that_does_not_exist() {
    assertInvalid(
        refused(
            Trips.seoul("t")
                .clearDestinations()
                .addDestinations(Trips.stay("Seoul", "2027-02-29", "2027-03-02"))),
        "trip.destinations[0].arrival_date");
  }

  @Test
  void an_unknown_city_without_candidates_says_what_to_send() {
    Refusal refusal =
        refused(
            Trips.seoul("t")
                .clearDestinations()
                .addDestinations(Trips.stay("Atlantis", "2027-04-05", "2027-04-06")));
    assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refusal.reason()).isEqualTo("UNKNOWN_CITY");
    assertThat(refusal.fields()).containsExactly("trip.destinations[0].name");
    assertThat(refusal.metadata()).containsEntry("city", "Atlantis");
    assertThat(refusal.message()).contains("candidate_places");
  }

  @Test
  void a_member_aged_minus_one() {
    assertInvalid(
        refused(Trips.seoul("t").addMembers(Trips.member(-1, HealthStatus.HEALTH_STATUS_GOOD))),
        "trip.members[2].age");
  }

  @Test
  void a_request_id_of_37_characters() {
    assertInvalid(refused(Trips.request("x".repeat(37), Trips.seoul("t"))), "request_id");
  }

  @Test
  void a_trip_id_of_37_characters_and_an_impossible_latitude_at_once() {
    assertInvalid(
        refused(
            Trips.seoul("x".repeat(37))
                .addCandidatePlaces(
                    CandidatePlace.newBuilder()
                        .setPlaceId("p")
                        .setName("p")
                        .setCategory(PlaceCategory.PLACE_CATEGORY_CULTURE)
                        .setCoordinates(Coordinates.newBuilder().setLatitude(91)))),
        "trip.trip_id",
        "trip.candidate_places[0].coordinates.latitude");
  }

  @Test
  void candidates_with_impossible_hours_or_places_and_two_of_one_id() {
    Trip.Builder trip = Trips.seoul("t");
    trip.addCandidatePlaces(candidate("closes-when-it-opens"))
        .getCandidatePlacesBuilder(0)
        .setOpeningHours(hours("09:00", "09:00"));
    trip.addCandidatePlaces(candidate("opens-at-25").setOpeningHours(hours("25:00", "26:00")));
    trip.addCandidatePlaces(
        candidate("no-number")
            .setCoordinates(Coordinates.newBuilder().setLatitude(Double.NaN).setLongitude(-180.5)));
    trip.addCandidatePlaces(candidate("nowhere").clearCoordinates());
    assertInvalid(
        refused(trip),
        "trip.candidate_places[0].opening_hours.periods[0]",
        "trip.candidate_places[1].opening_hours.periods[0].open_time",
        "trip.candidate_places[1].opening_hours.periods[0].close_time",
        "trip.candidate_places[2].coordinates.latitude",
        "trip.candidate_places[2].coordinates.longitude",
        "trip.candidate_places[3].coordinates");
    assertInvalid(
        refused(
            Trips.seoul("t")
                .addCandidatePlaces(candidate("twin"))
                .addCandidatePlaces(candidate("twin"))),
        "trip.candidate_places[1].place_id");
  }

  private static CandidatePlace.Builder candidate(String id) {
    return CandidatePlace.newBuilder()
        .setPlaceId(id)
        .setName(id)
        .setCategory(PlaceCategory.PLACE_CATEGORY_CULTURE)
        .setCoordinates(Coordinates.newBuilder().setLatitude(37.57).setLongitude(126.98));
  }

  private static OpeningHours.Builder hours(String open, String close) {
    return OpeningHours.newBuilder()
        .addPeriods(
            OpeningPeriod.newBuilder()
                .setWeekday(Weekday.WEEKDAY_MONDAY)
                .setOpenTime(open)
                .setCloseTime(close));
  }

  @Test
  void weather_for_dates_outside_the_trip() {
    Trip.Builder trip = Trips.seoul("t");
    for (String date : List.of("2027-04-04", "2027-04-06", "2027-04-08")) {
      trip.addWeather(
          DayWeather.newBuilder()
              .setDate(date)
              .setCondition(WeatherCondition.WEATHER_CONDITION_RAIN));
    }
    assertThat(refused(trip).fields())
        .containsExactly("trip.weather[0].date", "trip.weather[2].date");
  }

  @Test
  void a_payload_over_two_mebibytes() {
    Trip.Builder trip = Trips.seoul("t");
    for (int i = 0; i < 2000; i++) {
      trip.addCandidatePlaces(
          CandidatePlace.newBuilder()
              .setPlaceId("place-" + i)
              .setName("Place " + i)
              .setCategory(PlaceCategory.PLACE_CATEGORY_CULTURE)
              .setCoordinates(
                  Coordinates.newBuilder().setLatitude(37.5 + i * 1e-5).setLongitude(127))
              .setDescription("d".repeat(1000)));
    }
    Refusal refusal = refused(trip);
    assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refusal.reason()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(refusal.metadata()).containsEntry("limit_bytes", "2097152");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 15})
  void a_message_over_four_mebibytes(int mebibytes) {
    int size = mebibytes * 1024 * 1024;
    Refusal refusal = refused(Trips.seoul("t").setTripName("n".repeat(size)));
    assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.reason()).isEqualTo("MESSAGE_TOO_LARGE");
    assertThat(refusal.metadata()).containsEntry("limit_bytes", "4194304");
    assertThat(Integer.parseInt(refusal.metadata().get("size_bytes"))).isGreaterThan(size);
    assertThat(refusal.detail(QuotaFailure.class).getViolations(0).getSubject())
        .isEqualTo("message_bytes");
  }

  @Test
  void a_message_that_is_too_large_even_to_be_read() {
    Trip.Builder trip = Trips.seoul("t").setTripName("n".repeat(17 * 1024 * 1024));
    assertThatThrownBy(
            () -> replica.schedules().generateSchedule(Trips.request("bad", trip).build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure ->
                assertThat(failure.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED));
  }

  @Test
  void a_garbage_page_token_of_either_list() {
    for (Refusal refusal :
        new Refusal[] {
          Refusal.of(
              () ->
                  replica
                      .jobs()
                      .listJobs(ListJobsRequest.newBuilder().setPageToken("garbage").build())),
          Refusal.of(
              () ->
                  replica
                      .schedules()
                      .listSchedules(
                          ListSchedulesRequest.newBuilder().setPageToken("garbage").build()))
        }) {
      assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(refusal.reason()).isEqualTo("INVALID_PAGE_TOKEN");
      assertThat(refusal.fields()).containsExactly("page_token");
    }
  }

  @Test
  void a_nul_character_in_any_text_however_deep() {
    assertInvalid(
        Refusal.of(
            () -> replica.jobs().getJob(GetJobRequest.newBuilder().setRequestId("a\0b").build())),
        "request_id");
    assertInvalid(
        Refusal.of(
            () ->
                replica
                    .jobs()
                    .watchJob(WatchJobRequest.newBuilder().setRequestId("\0").build())
                    .next()),
        "request_id");
    assertInvalid(
        refused(
            Trips.request("nul", Trips.seoul("t").addMembers(Member.newBuilder().setName("\0")))
                .putLabels("team", "\0")),
        "trip.members[2].name",
        "labels[0].value");
  }

  @Test
  void a_time_that_is_none() {
    assertInvalid(
        Refusal.of(
            () ->
                replica
                    .jobs()
                    .listJobs(
                        ListJobsRequest.newBuilder()
                            .setCreatedAfter(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                            .setCreatedBefore(Timestamp.newBuilder().setNanos(-1))
                            .build())),
        "created_after",
        "created_before");
    assertInvalid(
        refused(
            Trips.request("time", Trips.seoul("t"))
                .setAttemptTimeout(Duration.newBuilder().setSeconds(Long.MIN_VALUE).setNanos(-1))),
        "attempt_timeout");
  }

  @Test
  void a_label_whose_name_is_longer_than_an_answer_can_be() {
    for (String letter : new String[] {"x", "한"}) {
      Refusal refusal =
          refused(
              Trips.request("label", Trips.seoul("t")).putLabels(letter.repeat(70_000), "value"));
      assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(refusal.fields().getFirst()).startsWith("labels[\"" + letter).hasSize(123);
    }
  }

  @Test
  void a_request_that_is_no_message_of_its_type() {
    for (byte[] bytes :
        new byte[][] {
          {10, 5, 'a'}, // a text that ends before its length
          {10, 1, (byte) 0xff}, // no UTF-8
          {7}, // no type of a field
        }) {
      Refusal refusal = Refusal.of(() -> call(bytes));
      assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(refusal.reason()).isEqualTo("MALFORMED_REQUEST");
    }
  }

  @Test
  void no_request_where_there_must_be_one() {
    Refusal refusal = Refusal.of(() -> call());
    assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refusal.reason()).isEqualTo("MALFORMED_REQUEST");
  }

  @Test
  void two_requests_where_there_is_one() {
    byte[] request = {10, 1, 'a'};
    assertThatThrownBy(() -> call(request, request))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Code.CANCELLED));
  }

  /// GetJob with these bytes as its requests.
  private static void call(byte[]... requests) throws Exception {
    var method =
        MethodDescriptor.newBuilder(new RawBytes(), new RawBytes())
            .setType(MethodType.BIDI_STREAMING)
            .setFullMethodName(JobServiceGrpc.getGetJobMethod().getFullMethodName())
            .build();
    CompletableFuture<Void> end = new CompletableFuture<>();
    StreamObserver<byte[]> call =
        ClientCalls.asyncBidiStreamingCall(
            replica
                .channel()
                .newCall(method, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS)),
            new StreamObserver<>() {
              @Override
              public void onNext(byte[] answer) {}

              @Override
              public void onError(Throwable failure) {
                end.completeExceptionally(failure);
              }

              @Override
              public void onCompleted() {
                end.complete(null);
              }
            });
    for (byte[] request : requests) {
      call.onNext(request);
    }
    call.onCompleted();
    try {
      var _ = end.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  @Test
  void an_unknown_job_in_every_call_that_names_one() {
    Refusal got =
        Refusal.of(
            () -> replica.jobs().getJob(GetJobRequest.newBuilder().setRequestId("no").build()));
    assertThat(got.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(got.reason()).isEqualTo("JOB_NOT_FOUND");
    assertThat(got.has(com.google.rpc.ResourceInfo.class)).isTrue();

    Refusal watched =
        Refusal.of(
            () ->
                replica
                    .jobs()
                    .watchJob(WatchJobRequest.newBuilder().setRequestId("no").build())
                    .hasNext());
    assertThat(watched.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(watched.reason()).isEqualTo("JOB_NOT_FOUND");
  }

  @Test
  void a_job_without_a_spec() {
    Refusal refusal =
        Refusal.of(() -> replica.jobs().submitJob(SubmitJobRequest.getDefaultInstance()));
    assertInvalid(refusal, "spec");
  }
}
