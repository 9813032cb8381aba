package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobListener;
import com.tripgen.ai.jobs.JobQueue;
import java.util.List;
import java.util.Set;
import org.apache.ibatis.session.SqlSession;

/// Makes the schedules of new jobs, and keeps their status that of the jobs. Completion is not its
/// affair: the content and the status COMPLETED are stored together, by the handler's rows.
public final class ScheduleListener implements JobListener {

  @Override
  public void created(SqlSession session, List<Job> jobs) {
    Set<String> stored =
        Set.copyOf(
            session
                .getMapper(ScheduleMapper.class)
                .insert(
                    jobs.stream().map(Job::requestId).toArray(String[]::new),
                    jobs.stream().map(Job::tripId).toArray(String[]::new)));
    jobs.stream()
        .map(Job::requestId)
        .filter(requestId -> !stored.contains(requestId))
        .findFirst()
        .ifPresent(
            requestId -> {
              throw JobQueue.requestIdReused(requestId);
            });
  }

  @Override
  public void moved(SqlSession session, List<Job> jobs) {
    session
        .getMapper(ScheduleMapper.class)
        .follow(
            jobs.stream().map(Job::requestId).toArray(String[]::new),
            jobs.stream().map(job -> job.status().name()).toArray(String[]::new));
  }
}
