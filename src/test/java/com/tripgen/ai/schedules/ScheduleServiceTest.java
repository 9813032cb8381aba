package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.Submission;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.Coordinates;
import com.tripgen.ai.v1.DeleteScheduleRequest;
import com.tripgen.ai.v1.ErrorReason;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.GenerateScheduleResponse;
import com.tripgen.ai.v1.GetDayScheduleRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.GetTripScheduleRequest;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ListSchedulesRequest;
import com.tripgen.ai.v1.ListSchedulesResponse;
import com.tripgen.ai.v1.PinScheduleRequest;
import com.tripgen.ai.v1.PlaceCategory;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.SchedulePlace;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.UnpinScheduleRequest;
import com.tripgen.ai.v1.Wish;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleServiceTest {
  private final ScheduleStore store = new ScheduleStore();
  private final ScheduleService service = store.service;

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void job_and_schedule_are_stored_together_and_once() {
    GenerateScheduleResponse first = generate("r1", Trips.seoulAndBusan());
    assertThat(first.getCreated()).isTrue();
    assertThat(first.getJob().getTripId()).isEqualTo("trip-1");
    assertThat(first.getJob().hasPayload()).isFalse();
    assertThat(generate("r1", Trips.seoulAndBusan()).getCreated()).isFalse();
    assertThat(
            store.column(
                "SELECT job.request_id || job.status || schedule.status || schedule.trip_id"
                    + " FROM ai_schema.ai_jobs AS job"
                    + " JOIN ai_schema.ai_schedules AS schedule USING (request_id)"))
        .containsExactly("r1QUEUEDQUEUEDtrip-1");
  }

  @Test
  void submit_job_stores_the_same_as_generate_schedule() {
    generate("r1", Trips.seoulAndBusan());
    SubmitJobRequest.Builder request = SubmitJobRequest.newBuilder().setRequestId("r1");
    request.getScheduleGenerationBuilder().setTrip(Trips.seoulAndBusan());
    Submission again =
        store.queue.submit(service.read(request.build(), "", ScheduleStore.options("r1")));
    assertThat(again.created()).isFalse();
    assertThat(again.job().requestId()).isEqualTo("r1");
  }

  @Test
  void an_id_that_a_schedule_still_has_cannot_be_used_again() {
    generate("r1", Trips.seoul());
    store.execute("DELETE FROM ai_schema.ai_jobs");
    assertRefused(() -> generate("r1", Trips.seoul()), ErrorReason.ERROR_REASON_REQUEST_ID_REUSED);
    assertThat(store.column("SELECT request_id FROM ai_schema.ai_jobs"))
        .as("nothing half stored")
        .isEmpty();
  }

  @Test
  void an_unknown_city_without_candidates_is_named_by_its_field()
      throws InvalidProtocolBufferException {
    Trip.Builder trip =
        Trips.seoul().addDestinations(Trips.destination("Nowhere", "2027-05-12", "2027-05-13"));
    ServiceException refused =
        assertRefused(() -> generate("r1", trip), ErrorReason.ERROR_REASON_UNKNOWN_CITY);
    assertThat(refused.status().getDetails(0).unpack(ErrorInfo.class).getMetadataMap())
        .containsEntry("city", "Nowhere");
    assertThat(refused.status().getDetails(1).unpack(BadRequest.class).getFieldViolations(0))
        .satisfies(
            violation -> {
              assertThat(violation.getField()).isEqualTo("trip.destinations[1].name");
              assertThat(violation.getDescription()).contains("candidate_places");
            });
    SubmitJobRequest.Builder submit = SubmitJobRequest.newBuilder();
    submit.getScheduleGenerationBuilder().setTrip(trip);
    assertThat(
            assertRefused(
                () -> service.read(submit.build(), "", ScheduleStore.options("r2")),
                ErrorReason.ERROR_REASON_UNKNOWN_CITY))
        .hasMessageStartingWith("schedule_generation.trip.destinations[1].name");
  }

  @Test
  void a_schedule_is_an_outline_until_it_is_completed() {
    generate("r1", Trips.seoul());
    Schedule queued = get("r1");
    assertThat(queued.getStatus()).isEqualTo(JobStatus.JOB_STATUS_QUEUED);
    assertThat(queued.getVersion()).isZero();
    assertThat(queued.getDaysCount()).isZero();
    assertThat(queued.hasExpireTime()).isFalse();
    assertThat(queued.hasCreateTime()).isTrue();
  }

  @Test
  void a_completed_schedule_is_told_field_by_field() {
    store.complete("r1", "trip-1");
    Schedule schedule = get("r1");
    assertThat(schedule.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    assertThat(schedule.getVersion()).isEqualTo(1);
    assertThat(schedule.hasExpireTime()).isTrue();
    assertThat(schedule.getDaysList()).hasSize(2);
    SchedulePlace palace = schedule.getDays(0).getPlaces(0);
    assertThat(palace.getStartTime()).isEqualTo("09:20");
    assertThat(palace.getTransportation().getParkingInfo().getEstimatedCost())
        .isEqualTo("3,000 KRW an hour");
    assertThat(palace.getWeatherConsideration().getPreparationItemsList()).isNotEmpty();
    assertThat(palace.getHealthConsideration().getOptionalActivities().getActive()).isNotEmpty();
    assertThat(schedule.getDays(0).getRestsList()).hasSize(2);
    assertThat(schedule.getDays(0).getShortfall().getTarget()).isEqualTo(4);
    assertThat(schedule.getDays(1).getIntercity().getRoute()).isEqualTo("KTX");
    assertThat(schedule.getDays(1).getReturnLeg().getTo()).isEqualTo("부산");
    assertThat(schedule.getMetadata().getAiModel()).isEqualTo("builtin-planner/1");
    assertThat(schedule.getMetadata().getTotalPlaces()).isEqualTo(6);
    assertThat(schedule.getMetadata().getPlaceSourcesList()).hasSize(2);
    assertNothingIsLost(schedule);
  }

  /// Whatever the stored JSON tells has a value in the message.
  private static void assertNothingIsLost(Schedule schedule) {
    schedule
        .getDaysList()
        .forEach(
            day -> {
              assertThat(day.hasStartPlace()).isTrue();
              assertThat(day.hasEndPlace()).isTrue();
              assertThat(day.hasWeather()).isTrue();
              assertThat(day.getCity()).isNotEmpty();
              day.getPlacesList()
                  .forEach(
                      place -> {
                        assertThat(place.getReason()).isNotEmpty();
                        assertThat(place.hasTransportation()).isTrue();
                        assertThat(place.hasCoordinates()).isTrue();
                        assertThat(place.getKindValue()).isPositive();
                        assertThat(place.getOrder()).isPositive();
                      });
            });
  }

  @Test
  void a_worker_completes_job_and_schedule_in_one() throws InterruptedException {
    generate("r1", Trips.seoul().setLanguageCode("en"));
    store.workUntil(
        com.tripgen.ai.jobs.JobStatus.COMPLETED,
        new ScheduleGenerationHandler(store.assembler, Hybrid.NONE, Clock.systemUTC()));
    Schedule schedule = getOfTrip("trip-1");
    assertThat(schedule.getDaysList()).hasSize(3);
    assertThat(schedule.getVersion()).isEqualTo(1);
    assertNothingIsLost(schedule);
    assertThat(
            store.column(
                "SELECT concat_ws(' ', job.status, schedule.status, job.result ->> 'version',"
                    + " job.result ->> 'total_days') FROM ai_schema.ai_jobs AS job"
                    + " JOIN ai_schema.ai_schedules AS schedule USING (request_id)"))
        .containsExactly("COMPLETED COMPLETED 1 3");
    assertThat(store.schedules.inputOf("r1")).isPresent();
  }

  @Test
  void a_trip_that_cannot_be_fails_job_and_schedule() throws InterruptedException {
    Trip.Builder trip = Trips.seoul().setDailyStartTime("12:00").setDailyEndTime("12:30");
    generate("r1", trip.addCandidatePlaces(mustVisit()));
    store.workUntil(
        com.tripgen.ai.jobs.JobStatus.FAILED,
        new ScheduleGenerationHandler(store.assembler, Hybrid.NONE, Clock.systemUTC()));
    assertThat(get("r1").getStatus()).isEqualTo(JobStatus.JOB_STATUS_FAILED);
    assertThat(store.column("SELECT error #>> '{details,0,reason}' FROM ai_schema.ai_jobs"))
        .containsExactly("INFEASIBLE_TRIP");
  }

  private static CandidatePlace.Builder mustVisit() {
    return CandidatePlace.newBuilder()
        .setPlaceId("A")
        .setName("place A")
        .setCategory(PlaceCategory.PLACE_CATEGORY_CULTURE)
        .setCoordinates(Coordinates.newBuilder().setLatitude(37.57).setLongitude(126.98))
        .setWish(Wish.WISH_MUST_VISIT);
  }

  @Test
  void an_expired_schedule_and_one_never_heard_of_are_told_apart()
      throws InvalidProtocolBufferException {
    store.complete("r1", "trip-1");
    store.expire("r1");
    ServiceException expired =
        assertRefused(() -> get("r1"), ErrorReason.ERROR_REASON_SCHEDULE_EXPIRED);
    assertThat(expired.status().getDetails(0).unpack(ErrorInfo.class).getMetadataMap())
        .containsKey("expire_time");
    assertRefused(() -> get("r2"), ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND);
    assertRefused(() -> getOfTrip("trip-1"), ErrorReason.ERROR_REASON_SCHEDULE_EXPIRED);
    assertRefused(() -> getOfTrip("trip-2"), ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND);
    assertRefused(() -> pin("r1"), ErrorReason.ERROR_REASON_SCHEDULE_EXPIRED);
  }

  @Test
  void a_trip_answers_its_newest_schedule_and_each_of_its_days() {
    store.complete("r1", "trip-1");
    store.complete("r2", "trip-1");
    assertThat(getOfTrip("trip-1").getRequestId()).isEqualTo("r2");
    var day =
        call(
            (StreamObserver<com.tripgen.ai.v1.GetDayScheduleResponse> observer) ->
                service.getDaySchedule(dayRequest(1), observer));
    assertThat(day.getRequestId()).isEqualTo("r2");
    assertThat(day.getVersion()).isEqualTo(2);
    assertThat(day.getDay()).isEqualTo(get("r2").getDays(0));
    assertRefused(
        () ->
            call(
                (StreamObserver<com.tripgen.ai.v1.GetDayScheduleResponse> observer) ->
                    service.getDaySchedule(dayRequest(3), observer)),
        ErrorReason.ERROR_REASON_DAY_NOT_FOUND);
  }

  private static GetDayScheduleRequest dayRequest(int day) {
    return GetDayScheduleRequest.newBuilder().setTripId("trip-1").setDay(day).build();
  }

  @Test
  void pages_of_a_list_are_bound_to_its_filter() {
    for (int i = 1; i <= 3; i++) {
      store.submit("r" + i, "trip-1");
    }
    ListSchedulesRequest.Builder request =
        ListSchedulesRequest.newBuilder().setTripId("trip-1").setPageSize(2);
    ListSchedulesResponse first = list(request);
    assertThat(first.getSchedulesList())
        .extracting(Schedule::getRequestId)
        .containsExactly("r3", "r2");
    request.setPageToken(first.getNextPageToken()).setPageSize(500);
    ListSchedulesResponse last = list(request);
    assertThat(last.getSchedulesList()).extracting(Schedule::getRequestId).containsExactly("r1");
    assertThat(last.getNextPageToken()).isEmpty();
    assertRefused(
        () -> list(request.setTripId("trip-2")), ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN);
    assertRefused(
        () -> list(request.setPageToken("?")), ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN);
  }

  @Test
  void only_a_completed_schedule_can_be_pinned() {
    store.submit("r1", "trip-1");
    assertRefused(() -> pin("r1"), ErrorReason.ERROR_REASON_SCHEDULE_NOT_COMPLETED);
    store.complete("r2", "trip-1");
    assertThat(pin("r2").getPinned()).isTrue();
    assertThat(pin("r2").hasExpireTime()).isFalse();
    Schedule unpinned =
        call((StreamObserver<com.tripgen.ai.v1.UnpinScheduleResponse> observer) ->
                service.unpinSchedule(
                    UnpinScheduleRequest.newBuilder().setRequestId("r2").build(), observer))
            .getSchedule();
    assertThat(unpinned.getPinned()).isFalse();
    assertThat(unpinned.hasExpireTime()).isTrue();
  }

  @Test
  void deleting_cancels_the_job_and_erases_what_the_traveller_told() {
    generate("r1", Trips.seoul());
    delete("r1");
    assertThat(store.column("SELECT request_id FROM ai_schema.ai_schedules")).isEmpty();
    assertThat(
            store.column(
                "SELECT status || payload || COALESCE(result, '0') FROM ai_schema.ai_jobs"))
        .containsExactly("CANCELLED{}0");
    assertRefused(() -> delete("r1"), ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND);
    assertRefused(() -> get("r1"), ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND);
  }

  @Test
  void a_finished_a_pinned_and_an_orphaned_schedule_can_be_deleted_too() {
    store.complete("r1", "trip-1");
    pin("r1");
    delete("r1");
    assertThat(
            store.column(
                "SELECT status || payload || COALESCE(result, '0') FROM ai_schema.ai_jobs"))
        .containsExactly("COMPLETED{}0");
    store.complete("r2", "trip-1");
    store.execute("DELETE FROM ai_schema.ai_jobs");
    delete("r2");
    assertThat(store.column("SELECT request_id FROM ai_schema.ai_schedules")).isEmpty();
  }

  private GenerateScheduleResponse generate(String requestId, Trip.Builder trip) {
    return call(
        (StreamObserver<GenerateScheduleResponse> observer) ->
            service.generateSchedule(
                GenerateScheduleRequest.newBuilder().setRequestId(requestId).setTrip(trip).build(),
                observer));
  }

  private Schedule get(String requestId) {
    return call((StreamObserver<com.tripgen.ai.v1.GetScheduleResponse> observer) ->
            service.getSchedule(
                GetScheduleRequest.newBuilder().setRequestId(requestId).build(), observer))
        .getSchedule();
  }

  private Schedule getOfTrip(String tripId) {
    return call((StreamObserver<com.tripgen.ai.v1.GetTripScheduleResponse> observer) ->
            service.getTripSchedule(
                GetTripScheduleRequest.newBuilder().setTripId(tripId).build(), observer))
        .getSchedule();
  }

  private ListSchedulesResponse list(ListSchedulesRequest.Builder request) {
    return call(
        (StreamObserver<ListSchedulesResponse> observer) ->
            service.listSchedules(request.build(), observer));
  }

  private Schedule pin(String requestId) {
    return call((StreamObserver<com.tripgen.ai.v1.PinScheduleResponse> observer) ->
            service.pinSchedule(
                PinScheduleRequest.newBuilder().setRequestId(requestId).build(), observer))
        .getSchedule();
  }

  private void delete(String requestId) {
    var _ =
        call(
            (StreamObserver<com.tripgen.ai.v1.DeleteScheduleResponse> observer) ->
                service.deleteSchedule(
                    DeleteScheduleRequest.newBuilder().setRequestId(requestId).build(), observer));
  }

  private static ServiceException assertRefused(Runnable call, ErrorReason reason) {
    ServiceException refused = catchThrowableOfType(ServiceException.class, call::run);
    assertThat(refused).isNotNull();
    assertThat(refused.reason()).isEqualTo(reason);
    return refused;
  }

  private static <T> T call(Consumer<StreamObserver<T>> call) {
    List<T> answers = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    call.accept(
        new StreamObserver<>() {
          @Override
          public void onNext(T answer) {
            answers.add(answer);
          }

          @Override
          public void onError(Throwable error) {
            ends.add("error");
          }

          @Override
          public void onCompleted() {
            ends.add("completed");
          }
        });
    assertThat(ends).containsExactly("completed");
    assertThat(answers).hasSize(1);
    return answers.getFirst();
  }
}
