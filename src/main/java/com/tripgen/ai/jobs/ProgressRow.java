package com.tripgen.ai.jobs;

/// Progress of a claimed job as the columns it becomes.
record ProgressRow(long jobId, long claimNumber, int progress, String step) {
  Claim claim() {
    return new Claim(jobId, claimNumber);
  }
}
