package com.tripgen.ai.jobs;

/// What a job's progress has made its revision.
record StoredProgress(long jobId, long claimNumber, long revision) {
  Claim claim() {
    return new Claim(jobId, claimNumber);
  }
}
