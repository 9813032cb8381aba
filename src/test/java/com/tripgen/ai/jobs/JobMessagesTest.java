package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Value;
import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.errors.StatusJson;
import com.tripgen.ai.v1.ErrorReason;
import com.tripgen.ai.v1.JobAttempt;
import com.tripgen.ai.v1.JobAttemptOutcome;
import com.tripgen.ai.v1.JobStep;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.ListJobsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobMessagesTest {
  private static final Instant CREATED = Instant.parse("2026-11-01T08:00:00Z");
  private static final String AWAY =
      StatusJson.write(
          new ServiceException(ErrorReason.ERROR_REASON_PROVIDER_UNAVAILABLE, "away").status());

  private final JobMessages messages =
      new JobMessages(Map.of("SCHEDULE_GENERATION", List.of("collecting", "planning", "storing")));

  // Steps

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "QUEUED, -, PENDING PENDING PENDING",
        "PROCESSING, -, PENDING PENDING PENDING",
        "PROCESSING, collecting, ACTIVE PENDING PENDING",
        "PROCESSING, planning, DONE ACTIVE PENDING",
        "PROCESSING, unheard-of, PENDING PENDING PENDING",
        "FAILED, planning, DONE PENDING PENDING",
        "CANCELLED, storing, DONE DONE PENDING",
        "COMPLETED, storing, DONE DONE DONE"
      })
  void steps_before_the_current_one_are_done(
      JobStatus status, @Nullable String current, String expected) {
    List<JobStep> steps = messages.basic(job(status, 50, current, null, null)).getStepsList();

    assertThat(steps)
        .extracting(JobStep::getName)
        .containsExactly("collecting", "planning", "storing");
    assertThat(steps)
        .extracting(step -> step.getStatus().name().substring("JOB_STEP_STATUS_".length()))
        .containsExactly(expected.split(" "));
  }

  // Attempts

  @Test
  void attempts_are_read_from_the_history() {
    List<JobAttempt> attempts =
        attempts(
            event(1, JobStatus.QUEUED, null),
            event(2, JobStatus.PROCESSING, null),
            event(3, JobStatus.QUEUED, AWAY),
            event(4, JobStatus.PROCESSING, null),
            event(5, JobStatus.QUEUED, null),
            event(6, JobStatus.PROCESSING, null),
            event(7, JobStatus.FAILED, AWAY),
            event(8, JobStatus.QUEUED, null),
            event(9, JobStatus.PROCESSING, null));

    assertThat(attempts).extracting(JobAttempt::getNumber).containsExactly(1, 2, 3, 4);
    assertThat(attempts)
        .extracting(JobAttempt::getOutcome)
        .containsExactly(
            JobAttemptOutcome.JOB_ATTEMPT_OUTCOME_FAILED,
            JobAttemptOutcome.JOB_ATTEMPT_OUTCOME_RELEASED,
            JobAttemptOutcome.JOB_ATTEMPT_OUTCOME_FAILED,
            JobAttemptOutcome.JOB_ATTEMPT_OUTCOME_UNSPECIFIED);
    assertThat(attempts).extracting(JobAttempt::hasError).containsExactly(true, false, true, false);
    assertThat(attempts.getFirst().getError().getMessage()).isEqualTo("away");
    assertThat(attempts.getFirst().getStartTime().getSeconds())
        .isEqualTo(CREATED.plusSeconds(2).getEpochSecond());
    assertThat(attempts.getFirst().getEndTime().getSeconds())
        .isEqualTo(CREATED.plusSeconds(3).getEpochSecond());
    assertThat(attempts.getLast().hasEndTime()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = JobStatus.class,
      names = {"COMPLETED", "CANCELLED", "FAILED"})
  void the_last_attempt_ends_as_the_job_does(JobStatus end) {
    List<JobAttempt> attempts =
        attempts(
            event(1, JobStatus.QUEUED, null),
            event(2, JobStatus.PROCESSING, null),
            event(3, end, null));

    assertThat(attempts)
        .extracting(attempt -> attempt.getOutcome().name())
        .containsExactly("JOB_ATTEMPT_OUTCOME_" + end);
  }

  @Test
  void a_job_that_was_cancelled_in_the_queue_has_no_attempt() {
    assertThat(attempts(event(1, JobStatus.QUEUED, null), event(2, JobStatus.CANCELLED, AWAY)))
        .isEmpty();
  }

  private List<JobAttempt> attempts(JobEvent... history) {
    return messages
        .full(job(JobStatus.PROCESSING, 0, null, null, null), List.of(history))
        .getAttemptsList();
  }

  private static JobEvent event(long revision, JobStatus status, @Nullable String error) {
    return new JobEvent(1, revision, status, 1, 0, null, error, CREATED.plusSeconds(revision), 0);
  }

  // Estimated remaining time

  @ParameterizedTest
  @CsvSource({"10, 2000, 18000", "50, 30000, 30000", "99, 9900, 100", "20, -5, 0"})
  void what_is_left_takes_as_long_as_what_is_done(int progress, long running, long left) {
    var message = messages.basic(job(JobStatus.PROCESSING, progress, "planning", running, null));

    assertThat(Durations.toMillis(message.getEstimatedRemaining())).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource({"QUEUED, 50", "COMPLETED, 100", "FAILED, 50", "CANCELLED, 50", "PROCESSING, 9"})
  void nothing_is_estimated_before_the_first_tenth_nor_when_nothing_runs(
      JobStatus status, int progress) {
    var message = messages.basic(job(status, progress, "planning", 1000L, null));

    assertThat(message.hasEstimatedRemaining()).isFalse();
  }

  // Errors

  @Test
  void an_error_is_told_as_it_was_stored() {
    var error = messages.basic(job(JobStatus.FAILED, 50, "planning", null, AWAY)).getError();

    assertThat(error).isEqualTo(StatusJson.read(AWAY));
    assertThat(error.getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
  }

  @Test
  void a_message_from_before_the_engine_is_an_error_of_unknown_kind() {
    var message = messages.basic(job(JobStatus.FAILED, 50, null, null, null, "자료 없음"));

    assertThat(message.getError().getCode()).isEqualTo(Code.UNKNOWN_VALUE);
    assertThat(message.getError().getMessage()).isEqualTo("자료 없음");
  }

  @Test
  void a_job_without_error_has_none() {
    assertThat(messages.basic(job(JobStatus.COMPLETED, 100, "storing", null, null)).hasError())
        .isFalse();
  }

  // Views, types, queries

  @Test
  void only_the_full_view_has_payload_and_result() {
    Job job = job(JobStatus.COMPLETED, 100, "storing", null, null);

    var full = messages.full(job, List.of());
    assertThat(full.getPayload().getFieldsOrThrow("trip_id"))
        .isEqualTo(Value.newBuilder().setStringValue("trip-1").build());
    assertThat(full.getResult().getFieldsOrThrow("total_days").getNumberValue()).isEqualTo(3);
    var basic = messages.basic(job);
    assertThat(basic.hasPayload()).isFalse();
    assertThat(basic.hasResult()).isFalse();
    assertThat(basic.getAttemptsList()).isEmpty();
  }

  @Test
  void a_payload_with_which_the_job_would_not_fit_into_a_message_is_left_out() {
    String payload = "{\"n\": [" + "1,".repeat(500_000) + "1]}";
    Job job = job(JobStatus.COMPLETED, 100, "storing", null, null, null, payload);

    var full = messages.full(job, List.of());

    assertThat(full.hasPayload()).isFalse();
    assertThat(full.hasResult()).isTrue();
  }

  @Test
  void every_column_has_its_field() {
    var message = messages.basic(job(JobStatus.PROCESSING, 42, "planning", 4200L, null));

    assertThat(message.getRequestId()).isEqualTo("r-1");
    assertThat(message.getJobType()).isEqualTo(JobType.JOB_TYPE_SCHEDULE_GENERATION);
    assertThat(message.getStatus().name()).isEqualTo("JOB_STATUS_PROCESSING");
    assertThat(message.getProgress()).isEqualTo(42);
    assertThat(message.getCurrentStep()).isEqualTo("planning");
    assertThat(message.getTripId()).isEqualTo("trip-1");
    assertThat(message.getPriority()).isEqualTo(7);
    assertThat(message.getFairnessKey()).isEqualTo("caller");
    assertThat(message.getLabelsMap()).isEqualTo(Map.of("team", "blue"));
    assertThat(message.getAttempt()).isEqualTo(2);
    assertThat(message.getMaxAttempts()).isEqualTo(3);
    assertThat(message.getAttemptTimeout()).isEqualTo(Durations.fromMinutes(5));
    assertThat(message.getCreateTime()).isEqualTo(JobMessages.timestamp(CREATED));
    assertThat(message.getRunTime()).isEqualTo(JobMessages.timestamp(CREATED.plusSeconds(1)));
    assertThat(message.getStartTime()).isEqualTo(JobMessages.timestamp(CREATED.plusSeconds(2)));
    assertThat(message.hasCompleteTime()).isFalse();
    assertThat(message.getUpdateTime()).isEqualTo(JobMessages.timestamp(CREATED.plusSeconds(4)));
    assertThat(message.getRevision()).isEqualTo(9);
    assertThat(message.getCancelRequested()).isTrue();
  }

  @Test
  void every_type_and_status_of_the_engine_has_its_name_in_the_contract() {
    assertThat(Arrays.stream(JobType.values()).map(Enum::name).toList())
        .containsAll(
            Arrays.stream(com.tripgen.ai.jobs.JobType.values())
                .map(type -> "JOB_TYPE_" + type)
                .toList());
    for (var status : JobStatus.values()) {
      assertThat(JobMessages.status(status).name()).isEqualTo("JOB_STATUS_" + status);
    }
  }

  @Test
  void a_query_names_types_and_statuses_as_they_are_stored() {
    JobQuery query =
        JobMessages.query(
            ListJobsRequest.newBuilder()
                .addJobTypes(JobType.JOB_TYPE_WEATHER_IMPACT_ANALYSIS)
                .addStatuses(com.tripgen.ai.v1.JobStatus.JOB_STATUS_FAILED)
                .setCreatedAfter(JobMessages.timestamp(CREATED))
                .build());

    assertThat(query)
        .isEqualTo(
            new JobQuery(
                List.of("WEATHER_IMPACT_ANALYSIS"), List.of("FAILED"), null, CREATED, null));
  }

  @Test
  void unset_creation_fields_are_the_defaults() {
    var unset =
        new JobMessages.CreationFields(
            "",
            0,
            com.google.protobuf.Timestamp.getDefaultInstance(),
            0,
            com.google.protobuf.Duration.getDefaultInstance(),
            "",
            Map.of());

    assertThat(JobMessages.options(unset)).isEqualTo(NewJob.Options.DEFAULT);
  }

  @Test
  void creation_fields_that_are_set_are_the_options() {
    var set =
        new JobMessages.CreationFields(
            "r-1",
            7,
            JobMessages.timestamp(CREATED),
            5,
            Durations.fromSeconds(90),
            "caller",
            Map.of("team", "blue"));

    assertThat(JobMessages.options(set))
        .isEqualTo(
            new NewJob.Options(
                "r-1", 7, CREATED, 5, Duration.ofSeconds(90), "caller", Map.of("team", "blue")));
  }

  private static Job job(
      JobStatus status,
      int progress,
      @Nullable String step,
      @Nullable Long runningMillis,
      @Nullable String error) {
    return job(status, progress, step, runningMillis, error, null);
  }

  private static Job job(
      JobStatus status,
      int progress,
      @Nullable String step,
      @Nullable Long runningMillis,
      @Nullable String error,
      @Nullable String errorMessage) {
    return job(
        status, progress, step, runningMillis, error, errorMessage, "{\"trip_id\": \"trip-1\"}");
  }

  private static Job job(
      JobStatus status,
      int progress,
      @Nullable String step,
      @Nullable Long runningMillis,
      @Nullable String error,
      @Nullable String errorMessage,
      String payload) {
    return new Job(
        1,
        "r-1",
        "SCHEDULE_GENERATION",
        status,
        progress,
        step,
        "trip-1",
        7,
        "caller",
        "",
        "{\"team\": \"blue\"}",
        2,
        3,
        300_000,
        2,
        null,
        true,
        false,
        9,
        "hash",
        error,
        errorMessage,
        CREATED,
        CREATED.plusSeconds(1),
        CREATED.plusSeconds(2),
        status.isFinal() ? CREATED.plusSeconds(3) : null,
        CREATED.plusSeconds(4),
        runningMillis,
        payload,
        status == JobStatus.COMPLETED ? "{\"total_days\": 3}" : null,
        null);
  }
}
