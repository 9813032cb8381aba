package com.tripgen.ai.schedules;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/// The rows of `ai_schedules`, and what of their jobs depends on them.
interface ScheduleMapper {
  Optional<ScheduleRow> find(@Param("requestId") String requestId);

  Optional<ScheduleRow> findOutline(@Param("requestId") String requestId);

  /// The newest completed version that has not expired.
  Optional<ScheduleRow> findNewest(@Param("tripId") String tripId);

  /// The newest completed version, expired or not.
  Optional<ScheduleRow> findNewestOutline(@Param("tripId") String tripId);

  /// One day of the newest completed version that has not expired.
  Optional<DayRow> findDay(@Param("tripId") String tripId, @Param("day") int day);

  Optional<String> findInput(@Param("requestId") String requestId);

  List<ScheduleRow> list(
      @Param("query") ScheduleQuery query,
      @Param("beforeId") long beforeId,
      @Param("limit") int limit);

  /// Served by the guide's index over the days.
  ///
  /// @param visit JSON that the days of the schedule contain
  List<ScheduleRow> listVisiting(
      @Param("query") ScheduleQuery query,
      @Param("visit") String visit,
      @Param("beforeId") long beforeId,
      @Param("limit") int limit);

  /// Stores queued schedules, and answers their ids; nothing where one has the `request_id`
  /// already.
  List<String> insert(@Param("requestIds") String[] requestIds, @Param("tripIds") String[] tripIds);

  boolean lockVersions(@Param("tripId") String tripId);

  Optional<ScheduleRow> complete(
      @Param("requestId") String requestId,
      @Param("tripId") String tripId,
      @Param("content") String content,
      @Param("planningInput") String planningInput);

  int tellVersion(@Param("requestId") String requestId, @Param("version") int version);

  int deleteVersionsUpTo(@Param("tripId") String tripId, @Param("version") int version);

  int follow(@Param("requestIds") String[] requestIds, @Param("statuses") String[] statuses);

  Optional<ScheduleRow> pin(@Param("requestId") String requestId);

  Optional<ScheduleRow> unpin(@Param("requestId") String requestId);

  int delete(@Param("requestId") String requestId);

  int eraseJob(@Param("requestId") String requestId);
}
