package com.tripgen.ai.jobs;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.Status;
import com.tripgen.ai.errors.MessageLimit;
import com.tripgen.ai.errors.StatusJson;
import com.tripgen.ai.v1.JobAttempt;
import com.tripgen.ai.v1.JobAttemptOutcome;
import com.tripgen.ai.v1.JobStep;
import com.tripgen.ai.v1.JobStepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Translates between jobs and their messages.
public final class JobMessages {
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
  private static final String TYPE_PREFIX = "JOB_TYPE_";

  /// Leaves room for what an answer has around its job.
  private static final int LARGEST_JOB = MessageLimit.BYTES - 1024;

  private final Map<String, List<String>> stepsByType;

  /// @param stepsByType the steps of each job type, in order
  public JobMessages(Map<String, List<String>> stepsByType) {
    this.stepsByType = Map.copyOf(stepsByType);
  }

  public com.tripgen.ai.v1.Job basic(Job job) {
    return builder(job).build();
  }

  com.tripgen.ai.v1.Job full(Job job, List<JobEvent> history) {
    com.tripgen.ai.v1.Job.Builder message = builder(job);
    ifPresent(job.payload(), payload -> message.setPayload(StructJson.read(payload)));
    ifPresent(job.result(), result -> message.setResult(StructJson.read(result)));
    var whole = message.addAllAttempts(attempts(history)).build();
    return whole.getSerializedSize() <= LARGEST_JOB ? whole : message.clearPayload().build();
  }

  private com.tripgen.ai.v1.Job.Builder builder(Job job) {
    var message =
        com.tripgen.ai.v1.Job.newBuilder()
            .setRequestId(job.requestId())
            .setJobType(jobType(job.jobType()))
            .setStatus(status(job.status()))
            .setProgress(job.progress())
            .addAllSteps(steps(job))
            .setAttempt(job.attempt())
            .setMaxAttempts(job.maxAttempts())
            .setAttemptTimeout(Durations.fromMillis(job.attemptTimeoutMillis()))
            .setPriority(job.priority())
            .setFairnessKey(job.fairnessKey())
            .putAllLabels(JsonMapper.shared().readValue(job.labels(), LABELS))
            .setCreateTime(timestamp(job.createdAt()))
            .setRunTime(timestamp(job.runTime()))
            .setUpdateTime(timestamp(job.updatedAt()))
            .setRevision(job.revision())
            .setCancelRequested(job.cancelRequested());
    ifPresent(job.currentStep(), message::setCurrentStep);
    ifPresent(job.tripId(), message::setTripId);
    ifPresent(error(job.error(), job.errorMessage()), message::setError);
    ifPresent(job.startedAt(), time -> message.setStartTime(timestamp(time)));
    ifPresent(job.completedAt(), time -> message.setCompleteTime(timestamp(time)));
    ifPresent(
        estimatedRemaining(job),
        left -> message.setEstimatedRemaining(Durations.fromMillis(left.toMillis())));
    return message;
  }

  /// Straight on from what the attempt took so far; nothing is promised before the first tenth.
  private static @Nullable Duration estimatedRemaining(Job job) {
    Long running = job.runningMillis();
    if (job.status() != JobStatus.PROCESSING || running == null || job.progress() < 10) {
      return null;
    }
    return Duration.ofMillis(Math.max(0, running) * (100 - job.progress()) / job.progress());
  }

  private List<JobStep> steps(Job job) {
    List<String> names = stepsByType.getOrDefault(job.jobType(), List.of());
    String current = job.currentStep();
    int active = current == null ? -1 : names.indexOf(current);
    List<JobStep> steps = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      JobStepStatus status;
      if (job.status() == JobStatus.COMPLETED || i < active) {
        status = JobStepStatus.JOB_STEP_STATUS_DONE;
      } else if (i == active && job.status() == JobStatus.PROCESSING) {
        status = JobStepStatus.JOB_STEP_STATUS_ACTIVE;
      } else {
        status = JobStepStatus.JOB_STEP_STATUS_PENDING;
      }
      steps.add(JobStep.newBuilder().setName(names.get(i)).setStatus(status).build());
    }
    return steps;
  }

  private static List<JobAttempt> attempts(List<JobEvent> history) {
    List<JobAttempt> attempts = new ArrayList<>();
    JobAttempt.Builder running = null;
    for (JobEvent event : history) {
      if (event.status() == JobStatus.PROCESSING) {
        running =
            JobAttempt.newBuilder()
                .setNumber(attempts.size() + 1)
                .setStartTime(timestamp(event.occurredAt()));
      } else if (running != null) {
        running.setEndTime(timestamp(event.occurredAt())).setOutcome(outcome(event));
        ifPresent(error(event.error(), null), running::setError);
        attempts.add(running.build());
        running = null;
      }
    }
    if (running != null) {
      attempts.add(running.build());
    }
    return attempts;
  }

  private static JobAttemptOutcome outcome(JobEvent end) {
    return switch (end.status()) {
      case COMPLETED -> JobAttemptOutcome.JOB_ATTEMPT_OUTCOME_COMPLETED;
      case CANCELLED -> JobAttemptOutcome.JOB_ATTEMPT_OUTCOME_CANCELLED;
      case FAILED -> JobAttemptOutcome.JOB_ATTEMPT_OUTCOME_FAILED;
      case QUEUED, PROCESSING ->
          end.error() == null
              ? JobAttemptOutcome.JOB_ATTEMPT_OUTCOME_RELEASED
              : JobAttemptOutcome.JOB_ATTEMPT_OUTCOME_FAILED;
    };
  }

  private static @Nullable Status error(@Nullable String error, @Nullable String message) {
    if (error != null) {
      return StatusJson.read(error);
    }
    return message == null
        ? null
        : Status.newBuilder().setCode(Code.UNKNOWN_VALUE).setMessage(message).build();
  }

  public static com.tripgen.ai.v1.JobStatus status(JobStatus status) {
    return switch (status) {
      case QUEUED -> com.tripgen.ai.v1.JobStatus.JOB_STATUS_QUEUED;
      case PROCESSING -> com.tripgen.ai.v1.JobStatus.JOB_STATUS_PROCESSING;
      case COMPLETED -> com.tripgen.ai.v1.JobStatus.JOB_STATUS_COMPLETED;
      case FAILED -> com.tripgen.ai.v1.JobStatus.JOB_STATUS_FAILED;
      case CANCELLED -> com.tripgen.ai.v1.JobStatus.JOB_STATUS_CANCELLED;
    };
  }

  /// Unspecified for a type that only a newer build knows.
  public static com.tripgen.ai.v1.JobType jobType(String name) {
    return JobType.named(name)
        .map(type -> jobType(type))
        .orElse(com.tripgen.ai.v1.JobType.JOB_TYPE_UNSPECIFIED);
  }

  public static com.tripgen.ai.v1.JobType jobType(JobType type) {
    return com.tripgen.ai.v1.JobType.valueOf(TYPE_PREFIX + type.name());
  }

  /// The kind of a checked request: neither unset nor unknown.
  public static JobType jobType(com.tripgen.ai.v1.JobType type) {
    return JobType.valueOf(withoutPrefix(type, TYPE_PREFIX));
  }

  static JobQuery query(com.tripgen.ai.v1.ListJobsRequest request) {
    return new JobQuery(
        request.getJobTypesList().stream().map(it -> withoutPrefix(it, TYPE_PREFIX)).toList(),
        request.getStatusesList().stream().map(it -> withoutPrefix(it, "JOB_STATUS_")).toList(),
        request.getTripId().isEmpty() ? null : request.getTripId(),
        request.hasCreatedAfter() ? instant(request.getCreatedAfter()) : null,
        request.hasCreatedBefore() ? instant(request.getCreatedBefore()) : null);
  }

  private static String withoutPrefix(Enum<?> value, String prefix) {
    return value.name().substring(prefix.length());
  }

  /// The fields that every creating request has, read by name from any of them.
  public static NewJob.Options options(CreationFields fields) {
    return new NewJob.Options(
        fields.requestId().isEmpty() ? null : fields.requestId(),
        fields.priority(),
        fields.runTime().equals(Timestamp.getDefaultInstance()) ? null : instant(fields.runTime()),
        fields.maxAttempts() == 0 ? NewJob.Options.DEFAULT_MAX_ATTEMPTS : fields.maxAttempts(),
        fields.attemptTimeout().equals(com.google.protobuf.Duration.getDefaultInstance())
            ? NewJob.Options.DEFAULT_ATTEMPT_TIMEOUT
            : Duration.ofMillis(Durations.toMillis(fields.attemptTimeout())),
        fields.fairnessKey(),
        fields.labels());
  }

  /// What a creating request says about its job, as it stands in the message; unset is the default
  /// of the field.
  public record CreationFields(
      String requestId,
      int priority,
      Timestamp runTime,
      int maxAttempts,
      com.google.protobuf.Duration attemptTimeout,
      String fairnessKey,
      Map<String, String> labels) {
    public CreationFields {
      labels = new HashMap<>(labels);
    }
  }

  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private static <T> void ifPresent(@Nullable T value, Function<? super T, ?> setter) {
    if (value != null) {
      var _ = setter.apply(value);
    }
  }
}
