package com.tripgen.ai.jobs;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The end of a claimed job as the columns it becomes.
record CompletionRow(
    long jobId,
    long claimNumber,
    @Nullable UUID workerId,
    String step,
    @JsonRawValue String result) {}
