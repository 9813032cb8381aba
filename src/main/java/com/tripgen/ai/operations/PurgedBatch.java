package com.tripgen.ai.operations;

import java.time.Instant;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What one transaction deleted.
///
/// @param reached the latest time by which the rows were chosen; null when there were none
record PurgedBatch(
    long jobs,
    long schedules,
    long recommendations,
    long drafts,
    long modelRows,
    @Nullable Instant reached) {
  static final PurgedBatch NOTHING = new PurgedBatch(0, 0, 0, 0, 0, null);

  /// Whether there may be more.
  boolean isFull(int limit) {
    return LongStream.of(jobs, schedules, recommendations, drafts, modelRows)
        .anyMatch(rows -> rows >= limit);
  }
}
