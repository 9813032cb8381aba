package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.Timestamp;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.BatchSubmitJobsRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.RecommendationGenerationSpec;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.SubmitJobResponse;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.UserProfile;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Status.Code;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Many jobs in one call: all or none.
class BatchSubmitScenario {
  private static final Timestamp NEXT_CENTURY =
      Timestamp.newBuilder().setSeconds(4_200_000_000L).build();

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

  private static SubmitJobRequest.Builder schedule(String requestId) {
    return schedule(requestId, Trips.seoul("trip-of-batch"));
  }

  private static SubmitJobRequest.Builder schedule(String requestId, Trip.Builder trip) {
    return SubmitJobRequest.newBuilder()
        .setRequestId(requestId)
        .setScheduleGeneration(ScheduleGenerationSpec.newBuilder().setTrip(trip));
  }

  private static SubmitJobRequest.Builder recommendation(String requestId) {
    return SubmitJobRequest.newBuilder()
        .setRequestId(requestId)
        .setRecommendationGeneration(
            RecommendationGenerationSpec.newBuilder()
                .setPlace(PlaceReference.newBuilder().setPlaceId("seoul-gyeongbokgung"))
                .setUserProfile(UserProfile.getDefaultInstance()));
  }

  private static List<SubmitJobResponse> submit(List<SubmitJobRequest.Builder> jobs) {
    BatchSubmitJobsRequest.Builder request = BatchSubmitJobsRequest.newBuilder();
    jobs.forEach(request::addRequests);
    return replica.jobs().batchSubmitJobs(request.build()).getResponsesList();
  }

  private static Refusal refused(SubmitJobRequest.Builder... jobs) {
    return Refusal.of(() -> submit(List.of(jobs)));
  }

  private static JobStatus watched(String requestId) {
    return ImmutableList.<WatchJobResponse>copyOf(
            replica.jobs().watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build()))
        .getLast()
        .getJob()
        .getStatus();
  }

  private static long jobsOf(String tripId) {
    return replica
        .jobs()
        .listJobs(ListJobsRequest.newBuilder().setTripId(tripId).setPageSize(500).build())
        .getJobsCount();
  }

  @Test
  void jobs_of_several_kinds_are_stored_in_one_call_answered_in_order_and_run() {
    List<SubmitJobResponse> answers =
        submit(List.of(schedule("mixed-s"), recommendation("mixed-r"), recommendation("")));

    assertThat(answers)
        .extracting(answer -> answer.getJob().getJobType())
        .containsExactly(
            JobType.JOB_TYPE_SCHEDULE_GENERATION,
            JobType.JOB_TYPE_RECOMMENDATION_GENERATION,
            JobType.JOB_TYPE_RECOMMENDATION_GENERATION);
    assertThat(answers).allMatch(SubmitJobResponse::getCreated);
    assertThat(answers.get(0).getJob().getRequestId()).isEqualTo("mixed-s");
    assertThat(UUID.fromString(answers.get(2).getJob().getRequestId()).version()).isEqualTo(7);
    for (SubmitJobResponse answer : answers) {
      assertThat(watched(answer.getJob().getRequestId())).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    }
    assertThat(
            replica
                .schedules()
                .getSchedule(GetScheduleRequest.newBuilder().setRequestId("mixed-s").build())
                .getSchedule()
                .getStatus())
        .isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
  }

  @Test
  void five_hundred_jobs_repeated_are_the_same_five_hundred() {
    List<SubmitJobRequest.Builder> jobs =
        IntStream.range(0, 500)
            .mapToObj(i -> schedule("many-" + i, Trips.seoul("trip-many")).setRunTime(NEXT_CENTURY))
            .toList();

    assertThat(submit(jobs)).hasSize(500).allMatch(SubmitJobResponse::getCreated);
    List<SubmitJobResponse> again = submit(jobs);

    assertThat(again).hasSize(500).noneMatch(SubmitJobResponse::getCreated);
    assertThat(again.get(499).getJob().getRequestId()).isEqualTo("many-499");
    assertThat(jobsOf("trip-many")).isEqualTo(500);
  }

  @Test
  void one_job_twice_in_a_batch_is_one_job() {
    List<SubmitJobResponse> answers = submit(List.of(schedule("twice"), schedule("twice")));

    assertThat(answers).extracting(SubmitJobResponse::getCreated).containsExactly(true, false);
    assertThat(answers.get(1).getJob()).isEqualTo(answers.get(0).getJob());
  }

  @Test
  void other_content_under_a_known_id_is_refused_with_its_index_and_nothing_is_stored() {
    var _ = submit(List.of(schedule("known")));
    Refusal known =
        refused(
            schedule("fresh", Trips.seoul("trip-refused")),
            schedule("known", Trips.seoul("trip-refused")));
    Refusal within =
        refused(
            schedule("fresh", Trips.seoul("trip-refused")),
            schedule("other", Trips.seoul("trip-refused")),
            schedule("fresh", Trips.seoul("trip-refused")).setPriority(1));

    assertThat(known.code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(known.reason()).isEqualTo("REQUEST_ID_REUSED");
    assertThat(known.metadata()).containsEntry("index", "1").containsEntry("request_id", "known");
    assertThat(within.metadata()).containsEntry("index", "2").containsEntry("request_id", "fresh");
    assertThat(jobsOf("trip-refused")).isZero();
  }

  @Test
  void an_id_that_only_a_schedule_still_has_is_refused_with_its_index() throws Exception {
    var _ = submit(List.of(schedule("purged").setRunTime(NEXT_CENTURY)));
    try (var connection = database.connect();
        var purge = connection.createStatement()) {
      purge.executeUpdate("DELETE FROM ai_schema.ai_jobs WHERE request_id = 'purged'");
    }

    Refusal refusal =
        refused(
            schedule("before", Trips.seoul("trip-purged")),
            schedule("purged", Trips.seoul("trip-purged")));

    assertThat(refusal.code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(refusal.metadata()).containsEntry("index", "1");
    assertThat(jobsOf("trip-purged")).isZero();
  }

  @Test
  void the_bad_fields_of_all_jobs_are_told_at_once() {
    Refusal byRule =
        refused(
            schedule("a", Trips.seoul("")),
            schedule("b"),
            schedule("c").setPriority(10),
            SubmitJobRequest.newBuilder());
    Refusal byCheck =
        refused(
            schedule(
                "a",
                Trips.seoul("t").addDestinations(Trips.stay("서울", "2027-04-07", "2027-02-30"))),
            schedule("b"),
            schedule(
                "c",
                Trips.seoul("t")
                    .setDestinations(0, Trips.stay("Nowhere", "2027-04-05", "2027-04-07"))));

    assertThat(byRule.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(byRule.reason()).isEqualTo("INVALID_FIELD");
    assertThat(byRule.fields())
        .containsExactly(
            "requests[0].schedule_generation.trip.trip_id",
            "requests[2].priority",
            "requests[3].spec");
    assertThat(byCheck.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(byCheck.fields())
        .contains(
            "requests[0].schedule_generation.trip.destinations[1].departure_date",
            "requests[2].schedule_generation.trip.destinations[0].name");
  }

  @Test
  void of_more_bad_fields_than_an_answer_holds_the_first_are_told_and_all_are_counted() {
    SubmitJobRequest.Builder[] bad =
        IntStream.range(0, 500)
            .mapToObj(i -> schedule("bad-" + i, Trips.seoul("")))
            .toArray(SubmitJobRequest.Builder[]::new);

    Refusal refusal = refused(bad);

    assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(refusal.fields())
        .startsWith("requests[0].schedule_generation.trip.trip_id")
        .hasSizeBetween(10, 500);
    assertThat(refusal.message()).contains("499 more");
  }

  @Test
  void a_spec_about_a_schedule_that_is_not_there_is_refused_with_its_index() {
    Refusal refusal =
        refused(
            schedule("runs", Trips.seoul("trip-beside-unknown")),
            SubmitJobRequest.newBuilder().setWeatherImpactAnalysis(Trips.rain("t")));

    assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(refusal.metadata()).containsEntry("index", "1");
    assertThat(jobsOf("trip-beside-unknown")).isZero();
  }

  @Test
  void none_and_more_than_five_hundred_are_refused() {
    assertThat(refused().fields()).containsExactly("requests");
    assertThat(
            refused(
                    IntStream.range(0, 501)
                        .mapToObj(i -> recommendation("r-" + i))
                        .toArray(SubmitJobRequest.Builder[]::new))
                .fields())
        .containsExactly("requests");
  }
}
