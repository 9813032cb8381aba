package com.tripgen.ai.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job as it is stored.
///
/// @param jobType a [JobType], or one that only a newer build knows
/// @param submittedBy the authenticated caller; empty when there was none
/// @param labels JSON object of strings
/// @param leaseLost a worker was lost while it ran the job
/// @param contentHash what was submitted; null for a job from before the engine
/// @param error `google.rpc.Status` as JSON
/// @param errorMessage the message of `error`, or that of a job from before the engine
/// @param runningMillis time since the attempt started, on the database's clock
/// @param payload JSON; null in the basic view
/// @param result JSON; null in the basic view and before completion
/// @param traceparent of the call that submitted it, when that was traced
public record Job(
    long id,
    String requestId,
    String jobType,
    JobStatus status,
    int progress,
    @Nullable String currentStep,
    @Nullable String tripId,
    int priority,
    String fairnessKey,
    String submittedBy,
    String labels,
    int attempt,
    int maxAttempts,
    long attemptTimeoutMillis,
    long claimNumber,
    @Nullable UUID workerId,
    boolean cancelRequested,
    boolean leaseLost,
    long revision,
    @Nullable String contentHash,
    @Nullable String error,
    @Nullable String errorMessage,
    Instant createdAt,
    Instant runTime,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    Instant updatedAt,
    @Nullable Long runningMillis,
    @Nullable String payload,
    @Nullable String result,
    @Nullable String traceparent) {

  /// The right to write this attempt's outcome.
  Claim claim() {
    return new Claim(id, claimNumber, workerId);
  }

  /// Who answers for what the job uses: the authenticated caller, whatever key it chose, else the
  /// key.
  public String accountable() {
    return submittedBy.isEmpty() ? fairnessKey : submittedBy;
  }

  public Duration attemptTimeout() {
    return Duration.ofMillis(attemptTimeoutMillis);
  }

  /// The job as it was at one of its status changes.
  Job at(JobEvent event) {
    if (event.revision() == revision) {
      return this;
    }
    boolean processing = event.status() == JobStatus.PROCESSING;
    return new Job(
        id,
        requestId,
        jobType,
        event.status(),
        event.progress(),
        event.currentStep(),
        tripId,
        priority,
        fairnessKey,
        submittedBy,
        labels,
        event.attempt(),
        maxAttempts,
        attemptTimeoutMillis,
        claimNumber,
        workerId,
        false,
        leaseLost,
        event.revision(),
        contentHash,
        event.error(),
        null,
        createdAt,
        runTime,
        processing ? event.occurredAt() : event.status().isFinal() ? startedAt : null,
        event.status().isFinal() ? event.occurredAt() : null,
        event.occurredAt(),
        null,
        event.status().isFinal() ? payload : null,
        event.status() == JobStatus.COMPLETED ? result : null,
        traceparent);
  }

  /// A claimed job as its completion leaves it, without payload and result.
  Job completed(String lastStep, StoredCompletion stored) {
    return new Job(
        id,
        requestId,
        jobType,
        JobStatus.COMPLETED,
        100,
        lastStep,
        tripId,
        priority,
        fairnessKey,
        submittedBy,
        labels,
        attempt,
        maxAttempts,
        attemptTimeoutMillis,
        claimNumber,
        null,
        false,
        leaseLost,
        stored.revision(),
        contentHash,
        null,
        null,
        createdAt,
        runTime,
        startedAt,
        stored.completedAt(),
        stored.completedAt(),
        startedAt == null ? null : Duration.between(startedAt, stored.completedAt()).toMillis(),
        null,
        null,
        traceparent);
  }

  Job withContentOf(Job full) {
    return new Job(
        id,
        requestId,
        jobType,
        status,
        progress,
        currentStep,
        tripId,
        priority,
        fairnessKey,
        submittedBy,
        labels,
        attempt,
        maxAttempts,
        attemptTimeoutMillis,
        claimNumber,
        workerId,
        cancelRequested,
        leaseLost,
        revision,
        contentHash,
        error,
        errorMessage,
        createdAt,
        runTime,
        startedAt,
        completedAt,
        updatedAt,
        runningMillis,
        full.payload(),
        full.result(),
        traceparent);
  }
}
