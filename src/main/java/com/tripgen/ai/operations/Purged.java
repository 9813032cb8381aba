package com.tripgen.ai.operations;

/// How many rows were deleted.
///
/// @param modelRows answers, calls and budgets of models
record Purged(long jobs, long schedules, long recommendations, long drafts, long modelRows) {
  static final Purged NOTHING = new Purged(0, 0, 0, 0, 0);

  Purged plus(PurgedBatch batch) {
    return new Purged(
        jobs + batch.jobs(),
        schedules + batch.schedules(),
        recommendations + batch.recommendations(),
        drafts + batch.drafts(),
        modelRows + batch.modelRows());
  }
}
