package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.Violation.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The promises about time. They are measured where a client or the database sees the end, so that
/// what this machine needs for its load counts too.
final class TimeRules {
  /// From the acknowledgement to the client that watches, while nothing is broken. The handler is
  /// promised to stop within one second; the rest is for replicas that were started just now and
  /// share a busy machine with their clients.
  static final Duration CANCEL_BOUND = Duration.ofSeconds(3);

  /// What a rescue may take when the lease of the dead worker has lapsed.
  private static final Duration RESCUE_MARGIN = Duration.ofSeconds(5);

  private TimeRules() {}

  /// A job that a killed replica left behind.
  record Rescue(String requestId, Instant killed, Instant rescued) {
    Duration latency() {
      return Duration.between(killed, rescued);
    }
  }

  /// A running job and its cancel.
  ///
  /// @param ended when its watch told the end
  record CancelledRun(String requestId, Instant acknowledged, Instant ended) {
    Duration latency() {
      Duration latency = Duration.between(acknowledged, ended);
      return latency.isNegative() ? Duration.ZERO : latency;
    }
  }

  static void checkRescues(
      List<Rescue> rescues, Duration lease, HistoryValidator.Reporter reporter) {
    Duration bound = lease.plus(RESCUE_MARGIN);
    for (Rescue rescue : rescues) {
      if (rescue.latency().compareTo(bound) > 0) {
        reporter.report(
            Rule.RESCUES_ARE_IN_TIME,
            rescue.requestId(),
            "was rescued %d ms after its replica was killed, not within %d ms"
                .formatted(rescue.latency().toMillis(), bound.toMillis()));
      }
    }
  }

  /// @param runs cancelled in calm
  static void checkCancels(List<CancelledRun> runs, HistoryValidator.Reporter reporter) {
    for (CancelledRun run : runs) {
      if (run.latency().compareTo(CANCEL_BOUND) > 0) {
        reporter.report(
            Rule.CANCELS_ARE_IN_TIME,
            run.requestId(),
            "ended %d ms after its cancel was acknowledged, not within %d ms"
                .formatted(run.latency().toMillis(), CANCEL_BOUND.toMillis()));
      }
    }
  }
}
