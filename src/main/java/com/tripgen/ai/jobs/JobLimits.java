package com.tripgen.ai.jobs;

import java.util.Map;

/// What the jobs of all replicas together may take.
///
/// @param queued jobs of one type that may wait; no fairness key fills more than half of it
/// @param running jobs at once by type; a type left out has no limit
public record JobLimits(int queued, Map<JobType, Integer> running) {
  public static final JobLimits DEFAULT = new JobLimits(100_000, Map.of());

  public JobLimits {
    running = Map.copyOf(running);
    if (queued < 2) {
      throw new IllegalArgumentException("a queue must hold at least 2 jobs, not " + queued);
    }
    if (running.values().stream().anyMatch(limit -> limit < 1)) {
      throw new IllegalArgumentException("at least one job of a type must be able to run");
    }
  }

  int queuedPerKey() {
    return queued / 2;
  }
}
