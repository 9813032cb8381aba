package com.tripgen.ai.cli;

import com.tripgen.ai.jobs.JobLimits;
import com.tripgen.ai.jobs.JobType;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  JobLimits limits() {
    if (queued < 2) {
      throw wrong("--queue-limit is a number from 2 on, not " + queued);
    }
    running.forEach(
        (type, limit) -> {
          if (limit < 1) {
            throw wrong("--running-limit of " + type + " is a number from 1 on, not " + limit);
          }
        });
    return new JobLimits(queued, running);
  }

  private ParameterException wrong(String message) {
    if (spec == null) {
      throw new IllegalStateException("these options belong to no command");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
