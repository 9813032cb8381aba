package com.tripgen.ai.operations;

/// The guide's sample rows.
interface SampleDataMapper {
  /// Keeps others from adding rows until the end of the transaction.
  void lock();

  boolean hasOthersRows();

  int insertJobs();

  int insertSchedules();

  int insertRecommendations();
}
