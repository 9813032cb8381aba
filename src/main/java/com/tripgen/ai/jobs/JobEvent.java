package com.tripgen.ai.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One status change in the history of a job.
///
/// @param ageMillis how long ago it was when it was read, on the database's clock
public record JobEvent(
    long jobId,
    long revision,
    JobStatus status,
    int attempt,
    int progress,
    @Nullable String currentStep,
    @Nullable String error,
    Instant occurredAt,
    long ageMillis) {}
