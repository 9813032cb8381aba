package com.tripgen.ai.operations;

import java.time.Instant;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/// Deletes the rows that are past their time. Each purge is one batch of at most `limit` rows, and
/// starts with those whose time was over at `from`; null for the oldest.
interface RetentionMapper {
  /// Keeps the other replicas out until the end of the transaction.
  ///
  /// @return false when another one is in
  boolean takeTurn();

  /// The same, and waits until the other one is out.
  boolean awaitTurn();

  PurgedBatch purgeJobs(@Param("from") @Nullable Instant from, @Param("limit") int limit);

  PurgedBatch purgeSchedules(@Param("from") @Nullable Instant from, @Param("limit") int limit);

  PurgedBatch purgeRecommendations(
      @Param("from") @Nullable Instant from, @Param("limit") int limit);

  PurgedBatch purgeDrafts(@Param("from") @Nullable Instant from, @Param("limit") int limit);

  PurgedBatch purgeModelAnswers(@Param("from") @Nullable Instant from, @Param("limit") int limit);

  PurgedBatch purgeModelCalls(@Param("from") @Nullable Instant from, @Param("limit") int limit);

  PurgedBatch purgeModelBudgets(@Param("from") @Nullable Instant from, @Param("limit") int limit);
}
