package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import org.apache.ibatis.session.SqlSession;

/// Stores a finished schedule with its job: as the trip's next version, of which the newest three
/// and the pinned ones stay.
///
/// @param content the [ScheduleDocument] as JSON
/// @param planningInput the [PlanningInput] as JSON
record CompletedSchedule(String tripId, String content, String planningInput)
    implements JobCompletion.Rows {
  private static final int KEPT_VERSIONS = 3;

  @Override
  public String lockName() {
    return "schedules of trip " + tripId;
  }

  @Override
  public void store(SqlSession session, Job job) {
    ScheduleMapper schedules = session.getMapper(ScheduleMapper.class);
    schedules.lockVersions(tripId);
    ScheduleRow stored =
        schedules
            .complete(job.requestId(), tripId, content, planningInput)
            .orElseThrow(() -> ScheduleErrors.unknown(job.requestId()));
    Integer version = stored.version();
    if (version != null) {
      schedules.tellVersion(job.requestId(), version);
      schedules.deleteVersionsUpTo(tripId, version - KEPT_VERSIONS);
    }
  }
}
