package com.tripgen.ai.server;

import com.tripgen.ai.jobs.JobLimits;
import com.tripgen.ai.operations.RetentionSettings;
import java.time.Duration;

/// How the job engine of this process behaves.
///
/// @param lease how long this process is held alive after its last sign of life
/// @param sweep how often work and lapsed leases are looked for without being told
/// @param grace how long running jobs and calls may go on at shutdown
/// @param drainDelay between reporting NOT_SERVING and refusing calls, so that balancers notice
/// @param firstRetry bound of the first retry delay; it doubles with each attempt
/// @param longestRetry bound of any retry delay
/// @param concurrency jobs of one type at once in this process
/// @param limits what all replicas together may take
/// @param watchReread how often watched jobs are looked at without being told
/// @param watchMaxAge how long a watch stream may live
/// @param retention how rows that are past their time are looked for
public record EngineSettings(
    Duration lease,
    Duration sweep,
    Duration grace,
    Duration drainDelay,
    Duration firstRetry,
    Duration longestRetry,
    int concurrency,
    JobLimits limits,
    Duration watchReread,
    Duration watchMaxAge,
    RetentionSettings retention) {

  public static final EngineSettings DEFAULT =
      new EngineSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          // One computes while another's outcome is being stored.
          Runtime.getRuntime().availableProcessors() + 1,
          JobLimits.DEFAULT,
          Duration.ofMillis(500),
          Duration.ofMinutes(30),
          RetentionSettings.DEFAULT);

  public EngineSettings {
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("the lease must be at least a second, is " + lease);
    }
  }

  public EngineSettings withDrainDelay(Duration drainDelay) {
    return new EngineSettings(
        lease,
        sweep,
        grace,
        drainDelay,
        firstRetry,
        longestRetry,
        concurrency,
        limits,
        watchReread,
        watchMaxAge,
        retention);
  }
}
