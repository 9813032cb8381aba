package com.tripgen.ai.bench.service;

import java.time.Duration;
import java.util.List;

/// Trips, submissions and reads in great number, so that the JVM that serves them learns what is
/// often run.
public final class Rehearsal {
  private static final int CALLERS = 16;

  private Rehearsal() {}

  /// Makes them.
  ///
  /// @param port where a server of this machine listens without TLS
  public static void run(int port, Duration span) throws InterruptedException {
    Duration part = span.dividedBy(3);
    String finished = BenchMessages.newId();
    try (CallLoad load = new CallLoad(port)) {
      TripContest.generate(load, finished);
      var _ = Repetition.of(CALLERS, part, _ -> TripContest.generate(load, BenchMessages.newId()));
      var _ = load.perSecond(CALLERS, List.of(SubmitContest.SUBMIT), part);
      var _ =
          load.perSecond(
              CALLERS,
              ReadContest.reads(BenchMessages.getJob(finished), BenchMessages.getRecommendation()),
              part);
    }
  }
}
