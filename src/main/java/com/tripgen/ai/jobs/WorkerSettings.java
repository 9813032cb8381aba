package com.tripgen.ai.jobs;

import java.time.Duration;
import java.util.Map;

/// How a worker process works.
///
/// @param lease how long the database holds the process alive after its last sign of life
/// @param sweep how often it looks for work and lapsed leases without being told
/// @param grace how long running jobs may go on at shutdown
/// @param concurrency jobs at once by type; a type left out is not run
public record WorkerSettings(
    Duration lease,
    Duration sweep,
    Duration grace,
    RetryPolicy retry,
    Map<JobType, Integer> concurrency) {
  public WorkerSettings {
    concurrency = Map.copyOf(concurrency);
  }
}
