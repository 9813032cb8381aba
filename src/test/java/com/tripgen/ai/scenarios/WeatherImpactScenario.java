package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.AnalyzeWeatherImpactRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleDay;
import com.tripgen.ai.v1.SchedulePlace;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WeatherChange;
import com.tripgen.ai.v1.WeatherCondition;
import com.tripgen.ai.v1.WeatherSeverity;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The weather of a planned trip turns, and a caller asks what that means.
class WeatherImpactScenario {
  private static TestDatabase database;
  private static Replica replica;
  private static Schedule stored;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    replica = Replica.start(database.service());
    Trip.Builder trip = Trips.seoul("trip-rain");
    trip.getMembersBuilderList()
        .forEach(member -> member.addPreferences(Preference.PREFERENCE_NATURE));
    var _ = replica.schedules().generateSchedule(Trips.request("rain-plan", trip).build());
    assertThat(end("rain-plan").getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    stored =
        replica
            .schedules()
            .getSchedule(GetScheduleRequest.newBuilder().setRequestId("rain-plan").build())
            .getSchedule();
  }

  @AfterAll
  static void stop() {
    replica.close();
    database.close();
  }

  @Test
  void what_rain_means_for_the_stored_schedule_is_told_and_nothing_is_changed() {
    var request = rain("stored-1").setTripId("trip-rain").build();
    var first = replica.schedules().analyzeWeatherImpact(request);
    assertThat(first.getCreated()).isTrue();
    assertThat(first.getJob().getJobType()).isEqualTo(JobType.JOB_TYPE_WEATHER_IMPACT_ANALYSIS);
    assertThat(first.getJob().getTripId()).isEqualTo("trip-rain");
    assertThat(replica.schedules().analyzeWeatherImpact(request).getCreated()).isFalse();

    List<Struct> days = impactedDays(end("stored-1"));
    assertThat(days).hasSize(3);
    for (int i = 0; i < days.size(); i++) {
      ScheduleDay planned = stored.getDays(i);
      assertThat(text(days.get(i), "date")).isEqualTo(planned.getDate());
      assertThat(text(days.get(i), "city")).isEqualTo("서울");
      assertThat(text(days.get(i), "reason")).startsWith("날씨 예보가 맑음에서 비로");
      assertThat(text(days.get(i), "recommendation")).isIn("keep", "modify", "regenerate");
      List<String> outdoors =
          planned.getPlacesList().stream()
              .filter(SchedulePlace::getIsOutdoor)
              .map(SchedulePlace::getPlaceId)
              .toList();
      assertThat(list(days.get(i), "affected_places"))
          .extracting(place -> text(place, "place_id"))
          .containsExactlyElementsOf(outdoors);
    }
    assertThat(
            replica
                .schedules()
                .getSchedule(GetScheduleRequest.newBuilder().setRequestId("rain-plan").build())
                .getSchedule())
        .isEqualTo(stored);
  }

  @Test
  void a_given_schedule_of_the_trip_gives_the_same_result() {
    var _ = replica.schedules().analyzeWeatherImpact(rain("same-1").setTripId("trip-rain").build());
    var _ = replica.schedules().analyzeWeatherImpact(rain("same-2").setSchedule(stored).build());
    assertThat(end("same-2").getResult()).isEqualTo(end("same-1").getResult());
  }

  @Test
  void submit_job_stores_the_same_job() {
    var _ = replica.schedules().analyzeWeatherImpact(rain("spec-1").setTripId("trip-rain").build());
    SubmitJobRequest.Builder submit = SubmitJobRequest.newBuilder().setRequestId("spec-1");
    submit
        .getWeatherImpactAnalysisBuilder()
        .setTripId("trip-rain")
        .addAllWeatherChanges(rain("spec-1").getWeatherChangesList());
    assertThat(replica.jobs().submitJob(submit.build()).getCreated()).isFalse();
  }

  @Test
  void a_schedule_that_nobody_stored_is_read_for_its_cities_and_places() {
    Schedule.Builder given = Schedule.newBuilder();
    for (ScheduleDay day : stored.getDaysList()) {
      ScheduleDay.Builder bare = given.addDaysBuilder().setDay(day.getDay()).setDate(day.getDate());
      bare.setCity(day.getCity());
      day.getPlacesList().stream()
          .filter(place -> !place.getPlaceId().isEmpty())
          .forEach(
              place ->
                  bare.addPlacesBuilder()
                      .setPlaceId(place.getPlaceId())
                      .setIsOutdoor(place.getIsOutdoor()));
    }
    var _ = replica.schedules().analyzeWeatherImpact(rain("bare-1").setSchedule(given).build());
    Job end = end("bare-1");
    assertThat(end.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    assertThat(impactedDays(end)).hasSize(3);
  }

  @Test
  void what_cannot_be_analyzed_is_refused_by_name() {
    Refusal unknown = refused(rain("bad-1").setTripId("never-planned"));
    assertThat(unknown.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(unknown.reason()).isEqualTo("SCHEDULE_NOT_FOUND");

    var falseDate = rain("bad-2").setTripId("trip-rain");
    falseDate.getWeatherChangesBuilder(1).setDate("2027-02-30");
    assertThat(refused(falseDate).fields()).containsExactly("weather_changes[1].date");

    for (var otherDate :
        List.of(
            rain("bad-7").setTripId("trip-rain"),
            rain("bad-8").setSchedule(stored.toBuilder()),
            rain("bad-9").setSchedule(stored.toBuilder().clearTripId()))) {
      otherDate.getWeatherChangesBuilder(2).setDate("2027-04-08");
      assertThat(refused(otherDate).fields()).containsExactly("weather_changes[2].date");
    }
    SubmitJobRequest.Builder submit = SubmitJobRequest.newBuilder().setRequestId("bad-10");
    submit.setWeatherImpactAnalysis(Trips.rain("trip-rain"));
    submit.getWeatherImpactAnalysisBuilder().getWeatherChangesBuilder(0).setDate("2027-04-04");
    assertThat(Refusal.of(() -> replica.jobs().submitJob(submit.build())).fields())
        .containsExactly("weather_impact_analysis.weather_changes[0].date");

    Schedule.Builder beyond = stored.toBuilder();
    beyond.getDaysBuilder(0).setDate("2027-04-01");
    beyond.getDaysBuilder(1).setDay(9);
    beyond.getDaysBuilder(2).setDate(beyond.getDays(1).getDate());
    assertThat(refused(rain("bad-3").setSchedule(beyond)).fields())
        .containsExactly("schedule.days[0].date", "schedule.days[1].day", "schedule.days[2].date");

    Schedule.Builder nowhere = stored.toBuilder().clearTripId();
    nowhere.getDaysBuilderList().forEach(day -> day.setCity("Nowhere"));
    Refusal unknownCity = refused(rain("bad-4").setSchedule(nowhere));
    assertThat(unknownCity.reason()).isEqualTo("UNKNOWN_CITY");
    assertThat(unknownCity.fields()).containsExactly("schedule.days[0].city");

    Schedule.Builder gap = stored.toBuilder().clearTripId().removeDays(1);
    gap.getDaysBuilder(0).clearCity();
    assertThat(refused(rain("bad-5").setSchedule(gap)).fields())
        .containsExactly("schedule.days[0].city", "schedule.days[1].date");

    assertThat(refused(rain("bad-6")).fields()).containsExactly("source");
  }

  private static Refusal refused(AnalyzeWeatherImpactRequest.Builder request) {
    return Refusal.of(() -> replica.schedules().analyzeWeatherImpact(request.build()));
  }

  private static AnalyzeWeatherImpactRequest.Builder rain(String requestId) {
    var request = AnalyzeWeatherImpactRequest.newBuilder().setRequestId(requestId);
    for (String date : List.of("2027-04-05", "2027-04-06", "2027-04-07")) {
      request.addWeatherChanges(
          WeatherChange.newBuilder()
              .setDate(date)
              .setPreviousCondition(WeatherCondition.WEATHER_CONDITION_CLEAR)
              .setNewCondition(WeatherCondition.WEATHER_CONDITION_RAIN)
              .setSeverity(WeatherSeverity.WEATHER_SEVERITY_HIGH));
    }
    return request;
  }

  private static Job end(String requestId) {
    return ImmutableList.copyOf(
            replica.jobs().watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build()))
        .getLast()
        .getJob();
  }

  private static List<Struct> impactedDays(Job job) {
    return list(job.getResult(), "impacted_days");
  }

  private static List<Struct> list(Struct struct, String field) {
    ListValue values = struct.getFieldsOrThrow(field).getListValue();
    return values.getValuesList().stream().map(value -> value.getStructValue()).toList();
  }

  private static String text(Struct struct, String field) {
    return struct.getFieldsOrThrow(field).getStringValue();
  }
}
