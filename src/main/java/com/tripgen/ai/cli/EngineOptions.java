package com.tripgen.ai.cli;

import com.tripgen.ai.jobs.JobLimits;
import com.tripgen.ai.server.EngineSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say how the job engine of this process behaves. Durations are a number and a
/// unit: 500ms, 2s, 5m, 1h.
final class EngineOptions {
  private static final Duration LONGEST = Duration.ofDays(1);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = DurationText.class,
      description = {
        "How long this process is held alive after its last sign of life: so late are its jobs",
        "rescued when it is killed (default: ${DEFAULT-VALUE})."
      })
  private Duration lease = EngineSettings.DEFAULT.lease();

  @Option(
      names = "--sweep-interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = DurationText.class,
      description =
          "How often work and lapsed leases are looked for without being told"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration sweep = EngineSettings.DEFAULT.sweep();

  @Option(
      names = "--drain-delay",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationText.class,
      description = {
        "At shutdown, how long calls are still taken after health became NOT_SERVING; none with",
        "--embedded (default: ${DEFAULT-VALUE})."
      })
  private Duration drainDelay = EngineSettings.DEFAULT.drainDelay();

  @Option(
      names = "--shutdown-grace",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = DurationText.class,
      description =
          "At shutdown, how long running jobs and calls may go on (default: ${DEFAULT-VALUE}).")
  private Duration grace = EngineSettings.DEFAULT.grace();

  @Option(
      names = "--first-retry",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = DurationText.class,
      description = {
        "The longest delay before a job's second attempt; it doubles with each attempt",
        "(default: ${DEFAULT-VALUE})."
      })
  private Duration firstRetry = EngineSettings.DEFAULT.firstRetry();

  @Option(
      names = "--longest-retry",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = DurationText.class,
      description = "The longest delay before any attempt (default: ${DEFAULT-VALUE}).")
  private Duration longestRetry = EngineSettings.DEFAULT.longestRetry();

  @Option(
      names = "--watch-reread",
      paramLabel = "TIME",
      defaultValue = "500ms",
      converter = DurationText.class,
      description =
          "How often watched jobs are looked at without being told (default: ${DEFAULT-VALUE}).")
  private Duration watchReread = EngineSettings.DEFAULT.watchReread();

  @Option(
      names = "--max-stream-age",
      paramLabel = "TIME",
      defaultValue = "30m",
      converter = DurationText.class,
      description =
          "How long a watch may last before its caller has to resume (default: ${DEFAULT-VALUE}).")
  private Duration maxStreamAge = EngineSettings.DEFAULT.watchMaxAge();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Jobs of one type at once in this process (default: processors + 1).")
  private int concurrency = EngineSettings.DEFAULT.concurrency();

  /// @throws WrongSettings when times or numbers are out of bounds
  EngineSettings settings(JobLimits limits) {
    UsageErrors errors = new UsageErrors();
    atLeast("--lease", lease, Duration.ofSeconds(1), errors);
    atLeast("--sweep-interval", sweep, Duration.ofMillis(10), errors);
    atLeast("--drain-delay", drainDelay, Duration.ZERO, errors);
    atLeast("--shutdown-grace", grace, Duration.ZERO, errors);
    atLeast("--first-retry", firstRetry, Duration.ZERO, errors);
    atLeast("--longest-retry", longestRetry, firstRetry, errors);
    atLeast("--watch-reread", watchReread, Duration.ofMillis(10), errors);
    atLeast("--max-stream-age", maxStreamAge, Duration.ofSeconds(1), errors);
    errors.require(concurrency >= 1, "--concurrency is a number from 1 on, not " + concurrency);
    errors.throwIfAny(spec);
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
        maxStreamAge,
        EngineSettings.DEFAULT.retention());
  }

  private static void atLeast(String option, Duration given, Duration least, UsageErrors errors) {
    errors.require(
        given.compareTo(least) >= 0 && given.compareTo(LONGEST) <= 0,
        "%s is a duration from %s to %s, not %s"
            .formatted(
                option,
                DurationText.text(least),
                DurationText.text(LONGEST),
                DurationText.text(given)));
  }
}
