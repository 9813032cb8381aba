package com.tripgen.ai.cli;

import com.tripgen.ai.bench.service.Pace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How long and how often the bench measures.
final class BenchPace {
  private static final int FEWEST_REPETITIONS = 5;
  private static final int MOST_WARM_UPS = 30;
  private static final int MOST_WARM_UPS_IN_SHORT = 20;
  private static final double SECONDS = 2;
  private static final double SECONDS_IN_SHORT = 0.6;
  private static final double LONGEST_SECONDS = 600;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long each measurement takes, also 0.5 (default: 2, with --short 0.6).")
  private @Nullable Double seconds;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each is measured, from 5 on (default: ${DEFAULT-VALUE}).")
  private int repetitions;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      description = {
        "How often each is measured before that at most, while it gets faster",
        "(default: 30, with --short 20)."
      })
  private @Nullable Integer warmUps;

  Pace pace() {
    return pace(SECONDS, MOST_WARM_UPS);
  }

  /// Of what must not take long.
  Pace shortPace() {
    return pace(SECONDS_IN_SHORT, MOST_WARM_UPS_IN_SHORT);
  }

  private Pace pace(double usualSeconds, int usualWarmUps) {
    double seconds = this.seconds == null ? usualSeconds : this.seconds;
    require(
        seconds > 0 && seconds <= LONGEST_SECONDS,
        "--seconds is a number above 0 and up to %.0f, not %s".formatted(LONGEST_SECONDS, seconds));
    require(
        repetitions >= FEWEST_REPETITIONS,
        "--repetitions is a number from %d on, not %d".formatted(FEWEST_REPETITIONS, repetitions));
    int warmUps = this.warmUps == null ? usualWarmUps : this.warmUps;
    require(warmUps >= 0, "--warm-ups is a number from 0 on, not %d".formatted(warmUps));
    return new Pace(Duration.ofNanos(Math.round(seconds * 1e9)), warmUps, repetitions);
  }

  private void require(boolean holds, String message) {
    if (!holds && spec != null) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
