package com.tripgen.ai.operations;

import java.time.Duration;

/// How rows that are past their time are looked for.
///
/// @param interval between two looks
/// @param batchSize rows deleted in one transaction
public record RetentionSettings(Duration interval, int batchSize) {
  public static final RetentionSettings DEFAULT = new RetentionSettings(Duration.ofMinutes(1), 500);

  public RetentionSettings {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("interval must be at least 1 ms, is " + interval);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, is " + batchSize);
    }
  }
}
