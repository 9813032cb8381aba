package com.tripgen.ai.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Progress of a claimed job as the columns it becomes.
record ProgressRow(
    long jobId, long claimNumber, @Nullable UUID workerId, int progress, String step) {
  Claim claim() {
    return new Claim(jobId, claimNumber, workerId);
  }
}
