package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.Constraint;
import com.tripgen.ai.v1.ConstraintViolation;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleDay;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.ValidateScheduleRequest;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A caller edits the schedule of a trip and asks what the edit breaks.
class ValidateScenario {
  private static TestDatabase database;
  private static Replica replica;
  private static Schedule stored;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    replica = Replica.start(database.service());
    var _ =
        replica
            .schedules()
            .generateSchedule(Trips.request("valid-1", Trips.seoul("trip-valid")).build());
    var updates =
        ImmutableList.copyOf(
            replica.jobs().watchJob(WatchJobRequest.newBuilder().setRequestId("valid-1").build()));
    assertThat(updates.getLast().getJob().getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    stored =
        replica
            .schedules()
            .getSchedule(GetScheduleRequest.newBuilder().setRequestId("valid-1").build())
            .getSchedule();
  }

  @AfterAll
  static void stop() {
    replica.close();
    database.close();
  }

  @Test
  void a_stored_schedule_sent_as_it_is_has_no_violation() {
    assertThat(validate(request(stored))).isEmpty();
    assertThat(validate(request(stored).setTrip(Trips.seoul("trip-valid")))).isEmpty();
  }

  @Test
  void an_unknown_place_is_named() {
    Schedule.Builder edited = stored.toBuilder();
    edited.getDaysBuilder(1).getPlacesBuilder(0).setPlaceId("nowhere");
    assertThat(validate(request(edited.build())))
        .anySatisfy(
            violation -> {
              assertThat(violation.getConstraint()).isEqualTo(Constraint.CONSTRAINT_KNOWN_PLACE);
              assertThat(violation.getDay()).isEqualTo(2);
              assertThat(violation.getPlaceId()).isEqualTo("nowhere");
              assertThat(violation.getExplanation()).contains("nowhere");
              assertThat(violation.getField()).isEqualTo("schedule.days[1].places[0].place_id");
            });
  }

  @Test
  void the_given_trip_goes_before_the_stored_one() {
    Trip.Builder shorter = Trips.seoul("trip-valid").setDailyEndTime("18:00");
    assertThat(validate(request(stored).setTrip(shorter)))
        .extracting(ConstraintViolation::getConstraint)
        .contains(Constraint.CONSTRAINT_DAY_WINDOW);
  }

  @Test
  void without_any_trip_there_is_nothing_to_check_against() {
    for (String requestId : List.of("", "never-made")) {
      Refusal refusal =
          Refusal.of(() -> validate(request(stored.toBuilder().setRequestId(requestId).build())));
      assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
      assertThat(refusal.reason()).isEqualTo("SCHEDULE_NOT_FOUND");
    }
  }

  @Test
  void malformed_schedules_name_every_bad_field() {
    assertThat(Refusal.of(() -> validate(request(Schedule.getDefaultInstance()))).fields())
        .containsExactly("schedule");
    Schedule.Builder edited = stored.toBuilder();
    edited.getDaysBuilder(0).getPlacesBuilder(0).setStartTime("25:00");
    edited.getDaysBuilder(1).setDay(31);
    assertThat(Refusal.of(() -> validate(request(edited.build()))).fields())
        .containsExactlyInAnyOrder("schedule.days[0].places[0].start_time", "schedule.days[1].day");
    Schedule.Builder untimed = stored.toBuilder();
    untimed.getDaysBuilder(0).getPlacesBuilder(0).clearStartTime();
    assertThat(Refusal.of(() -> validate(request(untimed.build()))).fields())
        .containsExactly("schedule.days[0].places[0].start_time");
  }

  @Test
  void a_trip_to_an_unknown_city_is_named() {
    Trip.Builder nowhere = Trips.seoul("trip-valid");
    nowhere.getDestinationsBuilder(0).setName("Nowhere");
    Refusal refusal = Refusal.of(() -> validate(request(stored).setTrip(nowhere)));
    assertThat(refusal.reason()).isEqualTo("UNKNOWN_CITY");
    assertThat(refusal.fields()).containsExactly("trip.destinations[0].name");
  }

  @Test
  void the_largest_schedule_is_judged() {
    Schedule.Builder large = Schedule.newBuilder().setRequestId("valid-1");
    ScheduleDay.Builder day = stored.getDays(0).toBuilder();
    while (day.getPlacesCount() < 50) {
      day.addPlaces(stored.getDays(0).getPlaces(day.getPlacesCount() % 5));
    }
    for (int i = 1; i <= 30; i++) {
      large.addDays(day.setDay(i));
    }
    assertThat(validate(request(large.build()))).hasSizeGreaterThan(1000);
  }

  private static ValidateScheduleRequest.Builder request(Schedule schedule) {
    return ValidateScheduleRequest.newBuilder().setSchedule(schedule);
  }

  private static List<ConstraintViolation> validate(ValidateScheduleRequest.Builder request) {
    return replica.schedules().validateSchedule(request.build()).getViolationsList();
  }
}
