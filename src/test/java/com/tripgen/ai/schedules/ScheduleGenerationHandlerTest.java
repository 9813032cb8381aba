package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.jobs.PayloadJson;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.Coordinates;
import com.tripgen.ai.v1.ErrorReason;
import com.tripgen.ai.v1.Generator;
import com.tripgen.ai.v1.InfeasibilityDetail;
import com.tripgen.ai.v1.PlaceCategory;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.Wish;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScheduleGenerationHandlerTest {
  private static final Instant NOW = Instant.parse("2027-01-02T03:04:05Z");

  private final ScheduleGenerationHandler handler =
      new ScheduleGenerationHandler(
          ProblemAssembler.offline(Catalogue.bundled()),
          Hybrid.NONE,
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_bundled_city_is_planned_without_breaking_a_rule() throws InterruptedException {
    Trip.Builder trip = Trips.seoulAndBusan().setSpecialRequests("실내 위주로, 박물관 좋아해요");
    JobCompletion completion = handler.run(job(spec(trip)), new Recorded());
    ScheduleDocument document = document(completion);
    assertThat(document.schedules()).hasSize(4);
    assertThat(document.schedules().getFirst().city()).isEqualTo("Seoul");
    assertThat(document.schedules().getLast().city()).isEqualTo("Busan");
    assertThat(document.schedules().get(2).intercity()).isNotNull();
    assertThat(document.schedules())
        .allSatisfy(
            day ->
                assertThat(day.places())
                    .isNotEmpty()
                    .allSatisfy(place -> assertThat(place.reason()).isNotBlank()));
    assertThat(document.metadata().healthStatusConsidered()).isTrue();
    assertThat(document.metadata().weatherConsidered()).as("climate alone").isFalse();
    assertThat(document.metadata().guardHit()).isFalse();
  }

  @Test
  void the_result_is_a_summary() throws InterruptedException {
    JobCompletion completion = handler.run(job(spec(Trips.seoul())), new Recorded());
    JsonNode result = JsonMapper.shared().readTree(completion.result());
    assertThat(result.propertyNames())
        .containsExactlyInAnyOrder(
            "request_id",
            "trip_id",
            "total_days",
            "total_places",
            "ai_model",
            "generated_at",
            "generation_time_ms");
    assertThat(result.get("request_id").stringValue()).isEqualTo("r1");
    assertThat(result.get("total_days").intValue()).isEqualTo(3);
    assertThat(result.get("ai_model").stringValue()).isEqualTo("builtin-planner/1");
  }

  @Test
  void the_same_request_gives_the_same_bytes() throws InterruptedException {
    ScheduleGenerationSpec spec = spec(Trips.seoul());
    CompletedSchedule first = rows(handler.run(job(spec), new Recorded()));
    CompletedSchedule second = rows(handler.run(job(spec), new Recorded()));
    assertThat(second.content()).isEqualTo(first.content());
    assertThat(second.planningInput()).isEqualTo(first.planningInput());
  }

  @Test
  void steps_are_taken_in_order_and_progress_never_falls() throws InterruptedException {
    Recorded progress = new Recorded();
    handler.run(job(spec(Trips.seoul())), progress);
    assertThat(progress.steps).containsExactlyElementsOf(handler.steps());
    assertThat(progress.percents).isSorted().allMatch(percent -> percent >= 0 && percent < 100);
  }

  @Test
  void a_stopped_job_plans_no_further() {
    Recorded stopped = new Recorded();
    stopped.stopped = true;
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> handler.run(job(spec(Trips.seoul())), stopped));
    assertThat(stopped.steps).doesNotContain("writing_itinerary");
  }

  @Test
  void a_trip_that_cannot_be_says_what_would_help() throws InvalidProtocolBufferException {
    Trip.Builder trip = Trips.seoul().setDailyStartTime("09:00").setDailyEndTime("12:00");
    trip.getDestinationsBuilder(0).setDepartureDate("2027-05-10");
    trip.addCandidatePlaces(mustVisit("A", 360)).addCandidatePlaces(mustVisit("B", 60));
    ServiceException failure =
        catchThrowableOfType(
            ServiceException.class, () -> handler.run(job(spec(trip)), new Recorded()));
    assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_INFEASIBLE_TRIP);
    InfeasibilityDetail detail = failure.status().getDetails(1).unpack(InfeasibilityDetail.class);
    assertThat(detail.getExplanation()).isNotEmpty();
    assertThat(detail.getRelaxationsList())
        .isNotEmpty()
        .allMatch(
            change ->
                change
                    .getField()
                    .matches("daily_(end|start)_time|candidate_places\\[[01]]\\.wish"));
  }

  private static CandidatePlace.Builder mustVisit(String id, int minutes) {
    return CandidatePlace.newBuilder()
        .setPlaceId(id)
        .setName("place " + id)
        .setCategory(PlaceCategory.PLACE_CATEGORY_CULTURE)
        .setCoordinates(Coordinates.newBuilder().setLatitude(37.57).setLongitude(126.98))
        .setVisitMinutes(minutes)
        .setWish(Wish.WISH_MUST_VISIT);
  }

  @Test
  void a_model_that_was_asked_for_and_is_not_there_is_told() throws InterruptedException {
    ScheduleGenerationSpec hybrid =
        spec(Trips.seoul().setLanguageCode("en")).toBuilder()
            .setGenerator(Generator.GENERATOR_HYBRID)
            .build();
    assertThat(document(handler.run(job(hybrid), new Recorded())).metadata().warnings())
        .anyMatch(warning -> warning.startsWith("No language model"));
  }

  @Test
  void a_job_whose_input_was_erased_fails_for_good() {
    ServiceException failure =
        catchThrowableOfType(ServiceException.class, () -> handler.run(job("{}"), new Recorded()));
    assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND);
  }

  private static ScheduleGenerationSpec spec(Trip.Builder trip) {
    return ScheduleGenerationSpec.newBuilder().setTrip(trip).build();
  }

  private static ScheduleDocument document(JobCompletion completion) {
    return ScheduleJson.read(rows(completion).content());
  }

  private static CompletedSchedule rows(JobCompletion completion) {
    return (CompletedSchedule) completion.rows();
  }

  private static Job job(ScheduleGenerationSpec spec) {
    return job(PayloadJson.write(spec));
  }

  private static Job job(String payload) {
    return new Job(
        1,
        "r1",
        "SCHEDULE_GENERATION",
        JobStatus.PROCESSING,
        0,
        null,
        "trip-1",
        0,
        "",
        "",
        "{}",
        1,
        3,
        300_000,
        1,
        null,
        false,
        false,
        2,
        null,
        null,
        null,
        NOW,
        NOW,
        NOW,
        null,
        NOW,
        0L,
        payload,
        null,
        null);
  }

  /// Remembers what a handler reports.
  private static final class Recorded implements JobProgress {
    private final List<Integer> percents = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private boolean stopped;

    @Override
    public void report(int percent, String step) {
      percents.add(percent);
      if (steps.isEmpty() || !steps.getLast().equals(step)) {
        steps.add(step);
      }
    }

    @Override
    public boolean stopped() {
      return stopped;
    }
  }
}
