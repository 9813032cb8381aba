package com.tripgen.ai.cli;

import com.tripgen.ai.jobs.JobLimits;
import com.tripgen.ai.jobs.JobType;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say what all replicas together may take. Every replica is given the same.
final class JobLimitOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--running-limit",
      paramLabel = "TYPE=N",
      split = ",",
      description = {
        "At most N jobs of a type run at once on all replicas together, for instance",
        "SCHEDULE_GENERATION=8 (default: no limit)."
      })
  private Map<JobType, Integer> running = new EnumMap<>(JobType.class);

  @Option(
      names = "--queue-limit",
      paramLabel = "N",
      defaultValue = "100000",
      description = {
        "At most N jobs of a type wait, and of one fairness key half of them; more are refused",
        "(default: ${DEFAULT-VALUE})."
      })
  private int queued = JobLimits.DEFAULT.queued();

  /// @throws WrongSettings when limits are out of bounds
  JobLimits limits() {
    UsageErrors errors = new UsageErrors();
    errors.require(queued >= 2, "--queue-limit is a number from 2 on, not " + queued);
    running.forEach(
        (type, limit) ->
            errors.require(
                limit >= 1, "--running-limit of " + type + " is a number from 1 on, not " + limit));
    errors.throwIfAny(spec);
    return new JobLimits(queued, running);
  }
}
