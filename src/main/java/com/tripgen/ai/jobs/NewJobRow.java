package com.tripgen.ai.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A submission as the columns it becomes.
record NewJobRow(
    String requestId,
    String jobType,
    String payload,
    @Nullable String tripId,
    String contentHash,
    int priority,
    String fairnessKey,
    String labels,
    @Nullable Instant runTime,
    int maxAttempts,
    long attemptTimeoutMillis) {}
