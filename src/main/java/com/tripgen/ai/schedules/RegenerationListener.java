package com.tripgen.ai.schedules;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobListener;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.ibatis.session.SqlSession;

/// Lets in only jobs for which there is something to make again, and so many of them a day. That is
/// decided in the transaction that stores a job: a repeated submission stores none, so that it is
/// answered whatever has happened since.
public final class RegenerationListener implements JobListener {
  static final int MOST_A_DAY = 5;

  private final ScheduleListener schedules = new ScheduleListener();

  @Override
  public void created(SqlSession session, List<Job> jobs) {
    schedules.created(session, jobs);
    RegenerationMapper regenerations = session.getMapper(RegenerationMapper.class);
    // By trip, so that two transactions never wait for each other.
    jobs.stream()
        .sorted(Comparator.comparing(RegenerationListener::tripId))
        .forEach(
            job -> {
              try {
                admit(session, regenerations, job);
              } catch (ServiceException e) {
                throw e.ofJob(job.requestId());
              }
            });
  }

  private static void admit(SqlSession session, RegenerationMapper regenerations, Job job) {
    String tripId = tripId(job);
    int day = regenerations.dayOf(job.id());
    RegenerationBase base =
        regenerations
            .findBase(tripId)
            .orElseThrow(
                () -> ScheduleErrors.noneLeft(session.getMapper(ScheduleMapper.class), tripId));
    if (!base.hasInput()) {
      throw ScheduleErrors.inputMissing(base.requestId());
    }
    if (day > base.totalDays()) {
      throw ScheduleErrors.noSuchDay(base.requestId(), base.totalDays(), day);
    }
    var _ = regenerations.lockCount(tripId);
    if (regenerations.count(job.id(), tripId, day, MOST_A_DAY) == 0) {
      Duration left = Duration.ofMillis(regenerations.millisLeftToday());
      throw ScheduleErrors.regenerationLimit(tripId, day, MOST_A_DAY, left);
    }
  }

  private static String tripId(Job job) {
    return Objects.requireNonNull(job.tripId(), "a regeneration has a trip");
  }

  @Override
  public void moved(SqlSession session, List<Job> jobs) {
    schedules.moved(session, jobs);
  }
}
