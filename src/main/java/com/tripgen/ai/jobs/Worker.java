package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
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

  private final JobRuns runs;
  private final JobSignals signals;
  private final WorkerSettings settings;
  private final List<Lane> lanes;
  private final Map<Long, Attempt> running = new ConcurrentHashMap<>();
  private final Semaphore wakeUp = new Semaphore(0);
  private final Lease lease;
  private final Thread claimer;
  private final ScheduledThreadPoolExecutor timer;
  private volatile boolean draining;

  /// When the claiming thread looks for lost jobs again, as nano time.
  private long nextLook = System.nanoTime();

  /// One job type and the jobs of it that may run at once.
  private record Lane(JobHandler handler, Semaphore slots) {}

  public Worker(
      Database database,
      JobSignals signals,
      Map<String, JobListener> listeners,
      Collection<? extends JobHandler> handlers,
      WorkerSettings settings) {
    this.runs = new JobRuns(database, signals, listeners);
    this.settings = settings;
    this.lanes =
        handlers.stream()
            .map(
                handler ->
                    new Lane(
                        handler,
                        new Semaphore(settings.concurrency().getOrDefault(handler.type(), 0))))
            .toList();
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
    claimer.start();
    every(settings.sweep(), this::rescue);
    every(CANCEL_SWEEP, this::stopCancelled);
    every(PROGRESS_FLUSH, () -> running.values().forEach(Attempt::flushProgress));
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
      boolean claimed = false;
      try {
        claimed = claimDue();
        if (!claimed) {
          giveUpLost();
        }
      } catch (RuntimeException e) {
        LOG.warn("no jobs could be claimed: {}", e.getMessage());
      }
      if (!claimed) {
        awaitWork();
      }
    }
  }

  private void awaitWork() {
    try {
      if (wakeUp.tryAcquire(settings.sweep().toMillis(), TimeUnit.MILLISECONDS)) {
        wakeUp.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      draining = true;
    }
  }

  private boolean claimDue() {
    boolean claimed = false;
    for (Lane lane : lanes) {
      Optional<UUID> workerId = lease.workerId();
      int limit = lane.slots().availablePermits();
      if (workerId.isPresent() && limit > 0 && !draining) {
        List<Job> jobs = runs.claim(workerId.get(), lane.handler().type(), limit);
        jobs.forEach(job -> start(job, lane));
        claimed |= !jobs.isEmpty();
      }
    }
    return claimed;
  }

  /// Only this thread takes slots, so a permit that was seen free is there.
  private void start(Job job, Lane lane) {
    lane.slots().acquireUninterruptibly();
    Attempt attempt = new Attempt(job, lane.handler(), runs, settings.retry());
    running.put(job.id(), attempt);
    var timeout =
        timer.schedule(
            () -> attempt.stop(Attempt.Stop.TIMED_OUT),
            job.attemptTimeoutMillis(),
            TimeUnit.MILLISECONDS);
    Thread.ofPlatform()
        .daemon()
        .name("job-" + job.requestId())
        .start(
            () -> {
              try {
                attempt.run();
              } finally {
                timeout.cancel(false);
                running.remove(job.id(), attempt);
                lane.slots().release();
                wakeUp.release();
              }
            });
    if (draining) {
      attempt.stop(Attempt.Stop.SHUTDOWN);
    }
  }

  /// Ends what the database takes for running here and nobody runs: the answer to its claim was
  /// lost, or its outcome could not be stored. Only the thread that claims may look, because
  /// nothing is claimed meanwhile.
  private void giveUpLost() {
    Optional<UUID> workerId = lease.workerId();
    if (workerId.isEmpty() || System.nanoTime() - nextLook < 0) {
      return;
    }
    nextLook = System.nanoTime() + settings.sweep().toNanos();
    for (Claim held : runs.held(workerId.get())) {
      Attempt attempt = running.get(held.jobId());
      if (attempt == null || attempt.isLost() || !attempt.job().claim().equals(held)) {
        runs.giveUp(held)
            .ifPresent(job -> LOG.warn("job {} was lost and is {}", job.requestId(), job.status()));
      }
    }
  }

  private void rescue() {
    List<Job> rescued = runs.rescue();
    for (Job job : rescued) {
      LOG.warn("job {} was rescued from a lapsed worker and is {}", job.requestId(), job.status());
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

  private void stopAll() {
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
    wakeUp.release();
    long deadline = System.nanoTime() + settings.grace().toNanos();
    try {
      claimer.join(settings.grace());
      for (Attempt attempt : running.values()) {
        if (!attempt.awaitEnd(Math.max(0, deadline - System.nanoTime()))) {
          LOG.info("job {} goes back to the queue: shutdown", attempt.job().requestId());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.values().forEach(attempt -> attempt.stop(Attempt.Stop.SHUTDOWN));
    timer.shutdownNow();
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
    public void runnable(String jobType) {
      wakeUp.release();
    }

    @Override
    public void missed() {
      wakeUp.release();
    }
  }

  /// The jobs this process runs now.
  public int runningJobs() {
    return running.size();
  }
}
