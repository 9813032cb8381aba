package com.tripgen.ai.jobs;

import java.util.UUID;

/// What a job's progress has made its revision.
record StoredProgress(long jobId, long claimNumber, UUID workerId, long revision) {
  Claim claim() {
    return new Claim(jobId, claimNumber, workerId);
  }
}
