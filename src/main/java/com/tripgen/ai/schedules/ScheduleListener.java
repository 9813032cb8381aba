package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobListener;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/// Keeps the status of schedules that of their jobs. Completion is not its affair: the content and
/// the status COMPLETED are stored together, by the handler's rows.
public final class ScheduleListener implements JobListener {

  @Override
  public void moved(SqlSession session, List<Job> jobs) {
    session
        .getMapper(ScheduleMapper.class)
        .follow(
            jobs.stream().map(Job::requestId).toArray(String[]::new),
            jobs.stream().map(job -> job.status().name()).toArray(String[]::new));
  }
}
