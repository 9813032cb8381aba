package com.tripgen.ai.schedules;

import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/// The rows of `ai_schedule_regenerations`, and what of other rows decides about them.
interface RegenerationMapper {
  boolean lockCount(@Param("tripId") String tripId);

  /// The newest completed version that has not expired.
  Optional<RegenerationBase> findBase(@Param("tripId") String tripId);

  /// The day that a job makes again; 0 for all.
  int dayOf(@Param("jobId") long jobId);

  /// Counts a job.
  ///
  /// @return 0 when that would exceed the limit
  int count(
      @Param("jobId") long jobId,
      @Param("tripId") String tripId,
      @Param("day") int day,
      @Param("limit") int limit);

  /// Until the calendar day ends.
  long millisLeftToday();
}
