package com.tripgen.ai.jobs;

import com.tripgen.ai.jobs.DueQueues.Probe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// One job type in this process: its handler, its threads, and what is known of its queues. Claims
/// come from one thread; signals and ends of attempts from any.
final class Lane {
  /// Enough that none is missed by a claim of a few.
  private static final int KEYS_PER_CLAIM = 64;

  private static final int QUEUES_PER_SWEEP = 1000;

  /// The first of them run while the next are claimed.
  private static final int MOST_PER_CLAIM = 256;

  private final JobHandler handler;
  private final int capacity;
  private final JobRuns runs;
  private final Semaphore threads;
  private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
  private final DueQueues queues = new DueQueues();
  private final Set<QueueKey> signalled = ConcurrentHashMap.newKeySet();
  private String nextSweep = "";
  private int granted;
  private boolean paused;

  Lane(JobHandler handler, int capacity, JobRuns runs) {
    this.handler = handler;
    this.capacity = capacity;
    this.runs = runs;
    this.threads = new Semaphore(capacity);
  }

  JobType type() {
    return handler.type();
  }

  JobHandler handler() {
    return handler;
  }

  /// A job became due.
  void signal(QueueKey queue) {
    signalled.add(queue);
  }

  void setPaused(boolean paused) {
    this.paused = paused;
  }

  void renewGrant(UUID workerId, SlotGrants grants) {
    granted = capacity == 0 ? 0 : grants.renew(workerId, type(), capacity - givenUpThreads());
  }

  /// Looks for due jobs in every queue, as far as one look goes; the next one goes on from there.
  void sweep() {
    List<QueueHead> heads = runs.dueQueues(type(), nextSweep, QUEUES_PER_SWEEP);
    nextSweep = heads.size() < QUEUES_PER_SWEEP ? "" : heads.getLast().fairnessKey();
    queues.seen(heads);
  }

  /// What a claim came to.
  ///
  /// @param more jobs that could be claimed may be left
  record Claimed(List<Job> jobs, boolean more) {}

  /// Claims as many due jobs as may run now.
  ///
  /// @param leaseLostToo one job that lost a worker may be among them
  Claimed claim(UUID workerId, boolean leaseLostToo) {
    takeSignals();
    int wanted = Math.min(free(), MOST_PER_CLAIM);
    if (wanted <= 0 || queues.isEmpty()) {
      return new Claimed(List.of(), false);
    }
    List<Probe> probes = queues.next(KEYS_PER_CLAIM);
    List<Job> jobs = runs.claim(workerId, type(), probes, leaseLostToo, wanted);
    queues.served(probes, jobs);
    if (jobs.size() < wanted) {
      queues.seen(runs.heads(type(), probes));
    }
    return new Claimed(jobs, !queues.isEmpty());
  }

  /// Whether jobs wait for threads, as far as this process knows.
  boolean isBehind() {
    return !queues.isEmpty() && free() <= 0;
  }

  private int free() {
    long claims = attempts.stream().filter(Attempt::holdsClaim).count();
    return paused ? 0 : (int) Math.min(threads.availablePermits(), granted - claims);
  }

  private void takeSignals() {
    List<QueueKey> taken = new ArrayList<>(signalled);
    taken.forEach(
        queue -> {
          signalled.remove(queue);
          queues.add(queue);
        });
  }

  /// Only the claiming thread takes threads, so one that was seen free is there.
  void begin(Attempt attempt) {
    threads.acquireUninterruptibly();
    attempts.add(attempt);
  }

  void end(Attempt attempt) {
    attempts.remove(attempt);
    threads.release();
  }

  Collection<Attempt> attempts() {
    return attempts;
  }

  int capacity() {
    return capacity;
  }

  /// Threads whose handler goes on although it was stopped.
  int stuckThreads() {
    return (int) attempts.stream().filter(Attempt::stopped).count();
  }

  /// Threads on which nothing will run any more, as far as one can tell.
  private int givenUpThreads() {
    return (int) attempts.stream().filter(Attempt::isGivenUp).count();
  }
}
