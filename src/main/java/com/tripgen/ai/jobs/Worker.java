package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs jobs: claims what is due, watches over running attempts, and rescues what lapsed workers of
/// any replica left behind.
///
/// Handlers run on platform threads: planning computes without ever blocking, and on virtual
/// threads it would keep calls and watches off the few carriers.
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration CANCEL_SWEEP = Duration.ofMillis(500);
  private static final Duration PROGRESS_FLUSH = Duration.ofMillis(250);
  private static final Duration STUCK_PATIENCE = Duration.ofSeconds(5);

  /// While jobs wait and every thread is taken, those that end together are replaced together, by
  /// one claim instead of many: so long for so much of the threads.
  private static final Duration GATHERING = Duration.ofMillis(3);

  private static final int GATHERED_PART = 4;

  /// Other workers hold what is due just now: worth another look soon.
  private static final Duration CONTENDED_PAUSE = Duration.ofMillis(20);

  private final JobRuns runs;
  private final JobSignals signals;
  private final WorkerSettings settings;
  private final List<Lane> lanes;
  private final SlotGrants grants;
  private final ProgressWriter progress;
  private final Map<Long, Attempt> running = new ConcurrentHashMap<>();
  private final WakeUp wakeUp = new WakeUp();
  private final Lease lease;
  private final Thread claimer;

  private final JobThreads threads = new JobThreads();
  private final ScheduledThreadPoolExecutor timer;
  private volatile boolean draining;

  /// Whether every queue is to be looked at, not only those that signals named.
  private volatile boolean sweepDue = true;

  private long nextSweepNanos = System.nanoTime();

  /// Whether the database may hold jobs for running here of which this process does not know. Then
  /// nothing is claimed before that is settled: it would run too many at once.
  private volatile boolean unsettled;

  public Worker(
      Database database,
      JobSignals signals,
      Map<String, JobListener> listeners,
      Collection<? extends JobHandler> handlers,
      WorkerSettings settings) {
    this.runs = new JobRuns(database, signals, listeners);
    this.settings = settings;
    this.progress = new ProgressWriter(runs);
    this.lanes =
        handlers.stream()
            .map(
                handler ->
                    new Lane(handler, settings.concurrency().getOrDefault(handler.type(), 0), runs))
            .toList();
    this.grants = new SlotGrants(database, settings.limits());
    this.lease = new Lease(database, settings.lease(), this::stopAll);
    this.claimer = Thread.ofPlatform().daemon().name("worker-claims").unstarted(this::claimLoop);
    this.timer =
        new ScheduledThreadPoolExecutor(
            2,
            Thread.ofPlatform().daemon().name("worker-timer-", 0).factory(),
            // After the close nothing is timed any more, and no signal fails for it.
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    this.signals = signals;
  }

  public void start() {
    signals.subscribe(new Signals());
    lease.start();
    progress.start();
    claimer.start();
    every(settings.sweep(), this::rescue);
    every(CANCEL_SWEEP, this::stopCancelled);
    every(PROGRESS_FLUSH, () -> running.values().forEach(progress::offer));
    every(settings.sweep(), this::reportStuck);
  }

  private void every(Duration period, Runnable duty) {
    Runnable safe =
        () -> {
          try {
            duty.run();
          } catch (RuntimeException e) {
            LOG.warn("a periodic duty of the worker failed: {}", e.getMessage());
          }
        };
    var _ =
        timer.scheduleWithFixedDelay(
            safe, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void claimLoop() {
    while (!draining) {
      Duration pause = settings.sweep();
      try {
        Optional<UUID> workerId = lease.workerId();
        if (workerId.isPresent()) {
          pause = claimDue(workerId.get());
        }
      } catch (RuntimeException e) {
        LOG.warn("no jobs could be claimed: {}", e.getMessage());
      }
      if (pause.isPositive()) {
        awaitWork(pause);
      }
    }
  }

  private void awaitWork(Duration pause) {
    int threads = lanes.stream().filter(Lane::isBehind).mapToInt(Lane::capacity).sum();
    try {
      wakeUp.await(pause, threads / GATHERED_PART, GATHERING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      draining = true;
    }
  }

  /// @return how long to wait for a signal before the next claim
  private Duration claimDue(UUID workerId) {
    sweepIfDue(workerId);
    Duration pause = settings.sweep();
    for (Lane lane : lanes) {
      if (draining || !lease.workerId().equals(Optional.of(workerId))) {
        return Duration.ZERO;
      }
      Lane.Claimed claimed = claim(workerId, lane);
      claimed.jobs().forEach(job -> start(job, lane));
      if (claimed.more()) {
        pause = claimed.jobs().isEmpty() ? shorter(pause, CONTENDED_PAUSE) : Duration.ZERO;
      }
    }
    return pause;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Lane.Claimed claim(UUID workerId, Lane lane) {
    try {
      return lane.claim(workerId, !runsLeaseLost());
    } catch (RuntimeException e) {
      // The claim may have been committed all the same.
      unsettled = true;
      throw e;
    }
  }

  /// One that lost a worker may have been the reason, and must not take another one along again.
  private boolean runsLeaseLost() {
    return running.values().stream()
        .anyMatch(attempt -> attempt.job().leaseLost() && attempt.holdsClaim());
  }

  private void sweepIfDue(UUID workerId) {
    if (unsettled) {
      giveUpLost(workerId);
    }
    if (!sweepDue && System.nanoTime() - nextSweepNanos < 0) {
      return;
    }
    sweepDue = false;
    nextSweepNanos = System.nanoTime() + settings.sweep().toNanos();
    giveUpLost(workerId);
    Set<String> paused = runs.pausedTypes();
    for (Lane lane : lanes) {
      lane.setPaused(paused.contains(lane.type().name()));
      lane.renewGrant(workerId, grants);
      lane.sweep();
    }
  }

  private void start(Job job, Lane lane) {
    // Not looked at afterwards: a job that began before has the grace period to end.
    boolean late = draining;
    Attempt attempt =
        new Attempt(
            job, lane.handler(), runs, settings.retry(), signals.observer(), progress::offer);
    lane.begin(attempt);
    Attempt before = running.put(job.id(), attempt);
    if (before != null) {
      before.stop(Attempt.Stop.FENCED);
    }
    var timeout =
        timer.schedule(
            () -> attempt.stop(Attempt.Stop.TIMED_OUT),
            job.attemptTimeoutMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        attempt
            .start(threads)
            .thenRun(
                () -> {
                  timeout.cancel(false);
                  running.remove(job.id(), attempt);
                  unsettled |= attempt.holdsClaim();
                  lane.end(attempt);
                  wakeUp.call();
                });
    if (late) {
      attempt.stop(Attempt.Stop.SHUTDOWN);
    }
  }

  /// Ends what the database takes for running here and nobody runs: the answer to its claim was
  /// lost, or its outcome could not be stored. Only the thread that claims may look, because
  /// nothing is claimed meanwhile.
  private void giveUpLost(UUID workerId) {
    unsettled = false;
    try {
      for (Claim held : runs.held(workerId)) {
        Attempt attempt = running.get(held.jobId());
        if (attempt == null || attempt.isLost() || !attempt.job().claim().equals(held)) {
          runs.giveUp(held)
              .ifPresent(
                  job -> {
                    try (JobLog _ = JobLog.of(job)) {
                      LOG.warn("job {} was lost and is {}", job.requestId(), job.status());
                    }
                  });
        }
      }
    } catch (RuntimeException e) {
      unsettled = true;
      throw e;
    }
  }

  private void rescue() {
    List<Job> rescued = runs.rescue();
    for (Job job : rescued) {
      try (JobLog _ = JobLog.of(job)) {
        LOG.warn(
            "job {} was rescued from a lapsed worker and is {}", job.requestId(), job.status());
      }
    }
  }

  private void stopCancelled() {
    Optional<UUID> workerId = lease.workerId();
    if (running.isEmpty() || workerId.isEmpty()) {
      return;
    }
    for (long jobId : runs.cancelRequested(workerId.get())) {
      Attempt attempt = running.get(jobId);
      if (attempt != null) {
        attempt.stop(Attempt.Stop.CANCELLED);
      }
    }
  }

  private void reportStuck() {
    for (Lane lane : lanes) {
      for (Attempt attempt : lane.attempts()) {
        if (attempt.isFoundStuck(STUCK_PATIENCE)) {
          try (JobLog _ = JobLog.of(attempt.job())) {
            LOG.error(
                "the handler of job {} ignores its interrupt: {} of {} threads for {} stay taken",
                attempt.job().requestId(),
                lane.stuckThreads(),
                lane.capacity(),
                lane.type());
          }
        }
      }
    }
  }

  private void stopAll() {
    signals.observer().leaseLost();
    running.values().forEach(attempt -> attempt.stop(Attempt.Stop.FENCED));
  }

  /// Stops claiming at once, lets running jobs finish within the grace period and gives the rest
  /// back to the queue with their attempts refunded.
  @Override
  public void close() {
    if (claimer.getState() == Thread.State.NEW) {
      return;
    }
    draining = true;
    wakeUp.call();
    long deadline = System.nanoTime() + settings.grace().toNanos();
    try {
      claimer.join(settings.grace());
      for (Attempt attempt : running.values()) {
        if (!attempt.awaitEnd(Math.max(0, deadline - System.nanoTime()))) {
          try (JobLog _ = JobLog.of(attempt.job())) {
            LOG.info("job {} goes back to the queue: shutdown", attempt.job().requestId());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.values().forEach(attempt -> attempt.stop(Attempt.Stop.SHUTDOWN));
    timer.shutdownNow();
    progress.close();
    threads.close();
    lease.close();
  }

  private final class Signals implements JobSignals.Listener {
    @Override
    public void cancelRequested(long jobId) {
      if (running.containsKey(jobId)) {
        timer.execute(Worker.this::stopCancelled);
      }
    }

    @Override
    public void runnable(String jobType, QueueKey queue) {
      for (Lane lane : lanes) {
        if (lane.type().name().equals(jobType)) {
          lane.signal(queue);
          wakeUp.call();
        }
      }
    }

    @Override
    public void runnable(String jobType) {
      missed();
    }

    @Override
    public void missed() {
      sweepDue = true;
      wakeUp.call();
    }
  }

  /// The id of the lease that this process holds now.
  Optional<UUID> workerId() {
    return lease.workerId();
  }

  /// The jobs this process runs now.
  public int runningJobs() {
    return running.size();
  }

  /// Threads whose handler goes on although it was stopped.
  public int stuckThreads() {
    return lanes.stream().mapToInt(Lane::stuckThreads).sum();
  }
}
