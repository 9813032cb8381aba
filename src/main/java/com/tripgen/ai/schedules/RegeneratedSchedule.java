package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.OutdatedException;
import java.util.Optional;
import org.apache.ibatis.session.SqlSession;

/// Stores a schedule that was made again, unless its trip has another newest version by now.
///
/// @param base the `request_id` of the version that it was made from
record RegeneratedSchedule(String base, CompletedSchedule schedule) implements JobCompletion.Rows {
  @Override
  public String lockName() {
    return schedule.lockName();
  }

  @Override
  public void store(SqlSession session, Job job) {
    var _ = session.getMapper(ScheduleMapper.class).lockVersions(schedule.tripId());
    Optional<String> newest =
        session
            .getMapper(RegenerationMapper.class)
            .findBase(schedule.tripId())
            .map(RegenerationBase::requestId);
    if (!newest.equals(Optional.of(base))) {
      throw new OutdatedException(
          "it was made from %s, the newest version is %s".formatted(base, newest.orElse("gone")));
    }
    schedule.store(session, job);
  }
}
