package com.tripgen.ai.bench.service;

import java.time.Duration;

/// How long and how often to measure.
///
/// @param span of one measurement
/// @param warmUps measurements at most before those that count
public record Pace(Duration span, int warmUps, int repetitions) {
  public Pace {
    if (!span.isPositive() || warmUps < 0 || repetitions < 1) {
      throw new IllegalArgumentException("nothing would be measured");
    }
  }

  double seconds() {
    return span.toNanos() / 1e9;
  }
}
