package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps queues bounded: what cannot be run in reasonable time is refused at once.
///
/// The depths are counted at most once a second and counted on from there, so that admission costs
/// nothing under load. Several replicas may together exceed a bound by what they take in within a
/// second.
final class QueueBounds {
  private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Database database;
  private final JobLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private Map<String, Integer> byType = new HashMap<>();
  private Map<Place, Integer> byKey = new HashMap<>();
  private long nextCountNanos = System.nanoTime();

  /// Where a job waits.
  record Place(String jobType, String fairnessKey) {}

  QueueBounds(Database database, JobLimits limits) {
    this.database = database;
    this.limits = limits;
  }

  /// Takes note of jobs that are about to wait: of all, or of none.
  ///
  /// @throws ServiceException `QUEUE_FULL` when there is not room for all
  void admit(List<Place> places) {
    if (isCountDue()) {
      count();
    }
    Map<String, Integer> ofTypes = new HashMap<>();
    Map<Place, Integer> ofKeys = new HashMap<>();
    for (Place place : places) {
      ofTypes.merge(place.jobType(), 1, Integer::sum);
      ofKeys.merge(place, 1, Integer::sum);
    }
    lock.lock();
    try {
      ofTypes.forEach(
          (type, more) -> {
            if (byType.getOrDefault(type, 0) + more > limits.queued()) {
              throw full(type, "jobs of this type", limits.queued());
            }
          });
      ofKeys.forEach(
          (place, more) -> {
            if (byKey.getOrDefault(place, 0) + more > limits.queuedPerKey()) {
              throw full(place.jobType(), "jobs of its fairness key", limits.queuedPerKey());
            }
          });
      ofTypes.forEach((type, more) -> byType.merge(type, more, Integer::sum));
      ofKeys.forEach((place, more) -> byKey.merge(place, more, Integer::sum));
    } finally {
      lock.unlock();
    }
  }

  /// True for one caller a second; the others go on with the count before.
  private boolean isCountDue() {
    lock.lock();
    try {
      boolean due = System.nanoTime() - nextCountNanos >= 0;
      if (due) {
        nextCountNanos = System.nanoTime() + COUNT_NANOS;
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  private void count() {
    List<QueueDepth> depths = database.read(session -> session.getMapper(JobMapper.class).depths());
    Map<String, Integer> ofTypes = new HashMap<>();
    Map<Place, Integer> ofKeys = new HashMap<>();
    for (QueueDepth depth : depths) {
      ofTypes.merge(depth.jobType(), depth.jobs(), Integer::sum);
      ofKeys.put(new Place(depth.jobType(), depth.fairnessKey()), depth.jobs());
    }
    lock.lock();
    try {
      byType = ofTypes;
      byKey = ofKeys;
    } finally {
      lock.unlock();
    }
  }

  private static ServiceException full(String jobType, String what, int limit) {
    return ServiceException.exhausted(
        ErrorReason.ERROR_REASON_QUEUE_FULL,
        "queues/" + jobType,
        "the queue is full: no more than %d %s may wait".formatted(limit, what),
        RETRY,
        Map.of("job_type", jobType, "limit", Integer.toString(limit)));
  }
}
