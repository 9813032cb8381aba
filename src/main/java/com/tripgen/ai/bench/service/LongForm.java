package com.tripgen.ai.bench.service;

import java.time.Duration;

/// How far the figures go that take many minutes.
///
/// @param finished jobs in the table that is to be as fast as a small one
/// @param held how long another transaction stays open
public record LongForm(int finished, Duration held) {
  public LongForm {
    if (finished < 1 || !held.isPositive()) {
      throw new IllegalArgumentException("nothing would be measured");
    }
  }
}
