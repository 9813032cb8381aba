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
  private Map<Queue, Integer> byKey = new HashMap<>();
  private long nextCountNanos = System.nanoTime();

  private record Queue(String jobType, String fairnessKey) {}

  QueueBounds(Database database, JobLimits limits) {
    this.database = database;
    this.limits = limits;
  }

  /// Takes note of a job that is about to wait.
  ///
  /// @throws ServiceException `QUEUE_FULL` when there is no room
  void admit(String jobType, String fairnessKey) {
    if (isCountDue()) {
      count();
    }
    Queue queue = new Queue(jobType, fairnessKey);
    lock.lock();
    try {
      if (byType.getOrDefault(jobType, 0) >= limits.queued()) {
        throw full(jobType, "jobs of this type", limits.queued());
      }
      if (byKey.getOrDefault(queue, 0) >= limits.queuedPerKey()) {
        throw full(jobType, "jobs of its fairness key", limits.queuedPerKey());
      }
      byType.merge(jobType, 1, Integer::sum);
      byKey.merge(queue, 1, Integer::sum);
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
    List<QueueDepth> depths =
        database.transaction(session -> session.getMapper(JobMapper.class).depths());
    Map<String, Integer> ofTypes = new HashMap<>();
    Map<Queue, Integer> ofKeys = new HashMap<>();
    for (QueueDepth depth : depths) {
      ofTypes.merge(depth.jobType(), depth.jobs(), Integer::sum);
      ofKeys.put(new Queue(depth.jobType(), depth.fairnessKey()), depth.jobs());
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
        "the queue is full: %d %s wait already".formatted(limit, what),
        RETRY,
        Map.of("job_type", jobType, "limit", Integer.toString(limit)));
  }
}
