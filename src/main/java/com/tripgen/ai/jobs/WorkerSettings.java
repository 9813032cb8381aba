package com.tripgen.ai.jobs;

import java.time.Duration;
import java.util.Map;

/// How a worker process works.
///
/// @param lease how long the database holds the process alive after its last sign of life
/// @param sweep how often it looks for work and lapsed leases without being told
/// @param grace how long running jobs may go on at shutdown
/// @param concurrency jobs at once in this process by type; a type left out is not run
/// @param limits jobs at once on all replicas by type; a type left out has no limit
public record WorkerSettings(
    Duration lease,
    Duration sweep,
    Duration grace,
    RetryPolicy retry,
    Map<JobType, Integer> concurrency,
    Map<JobType, Integer> limits) {
  public WorkerSettings {
    concurrency = Map.copyOf(concurrency);
    limits = Map.copyOf(limits);
  }
}
