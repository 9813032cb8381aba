package com.tripgen.ai.jobs;

/// How an attempt ended.
public enum AttemptOutcome {
  COMPLETED,
  /// It failed, and the job is tried again later.
  RETRIED,
  /// It failed, and the job with it.
  FAILED,
  CANCELLED,
  /// The worker was lost, whatever became of the job.
  LEASE_LOST,
  /// Given back to the queue at shutdown, not counted.
  RELEASED;

  /// What ended an attempt that made no result.
  static AttemptOutcome of(JobStatus after) {
    return switch (after) {
      case COMPLETED -> COMPLETED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case QUEUED, PROCESSING -> RETRIED;
    };
  }
}
