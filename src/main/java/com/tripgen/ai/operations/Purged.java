package com.tripgen.ai.operations;

/// How many rows were deleted.
record Purged(long jobs, long schedules, long recommendations, long drafts) {
  static final Purged NOTHING = new Purged(0, 0, 0, 0);

  Purged plus(PurgedBatch batch) {
    return new Purged(
        jobs + batch.jobs(),
        schedules + batch.schedules(),
        recommendations + batch.recommendations(),
        drafts + batch.drafts());
  }
}
