package com.tripgen.ai.jobs;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A submission as the columns it becomes.
record NewJobRow(
    String requestId,
    String jobType,
    @JsonRawValue String payload,
    @Nullable String tripId,
    String contentHash,
    int priority,
    String fairnessKey,
    String submittedBy,
    @JsonRawValue String labels,
    @Nullable Instant runTime,
    int maxAttempts,
    long attemptTimeoutMillis,
    @Nullable String traceparent) {}
