package com.tripgen.ai.jobs;

import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// One run of a job by this process. Whoever stops it writes the outcome first, so that a handler
/// that does not listen is fenced off at once; only its thread lives on.
final class Attempt implements Runnable, JobProgress {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final long PROGRESS_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long WRITE_RETRY_MILLIS = 200;

  private final Job job;
  private final JobHandler handler;
  private final JobRuns runs;
  private final RetryPolicy retry;
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private final CountDownLatch stopSignal = new CountDownLatch(1);
  private final CountDownLatch stopStored = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean written;
  private volatile boolean lost;
  private volatile long stopSignalledNanos;
  private volatile boolean stuckFound;
  private volatile @Nullable Thread thread;

  private final Object progressLock = new Object();
  private int percent;
  private String step = "";
  private boolean unwritten;
  private long writtenNanos = System.nanoTime() - PROGRESS_INTERVAL_NANOS;

  /// Why an attempt is stopped from outside.
  enum Stop {
    CANCELLED,
    TIMED_OUT,
    /// Another worker may hold the job by now: nothing is written.
    FENCED,
    SHUTDOWN
  }

  Attempt(Job job, JobHandler handler, JobRuns runs, RetryPolicy retry) {
    this.job = job;
    this.handler = handler;
    this.runs = runs;
    this.retry = retry;
  }

  Job job() {
    return job;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    MDC.put("request_id", job.requestId());
    try {
      boolean done = stopped();
      while (!done) {
        JobCompletion completion = handler.run(job, this);
        done = stopped() || complete(completion);
      }
    } catch (InterruptedException e) {
      if (!stopped()) {
        fail(unforeseen(e));
      }
    } catch (ServiceException e) {
      if (!stopped()) {
        fail(e);
      }
    } catch (RuntimeException | Error e) {
      // Even an Error ends no more than the attempt: the process lives on, and its lease with it.
      if (stopped()) {
        LOG.debug("a stopped attempt ended with an error", e);
      } else {
        fail(unforeseen(e));
      }
    } finally {
      awaitOutcomeOfStop();
      ended.countDown();
      MDC.remove("request_id");
    }
  }

  /// Whoever stopped the attempt may still be storing its outcome: until then the job is not lost.
  private void awaitOutcomeOfStop() {
    boolean interrupted = false;
    while (stopped()) {
      try {
        stopStored.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns false when the completion came too late and must be made again.
  private boolean complete(JobCompletion completion) {
    try {
      write(
          () -> {
            Optional<Job> stored =
                runs.complete(job.claim(), handler.steps().getLast(), completion);
            if (stored.isEmpty()) {
              // A cancel came first, or the claim is no longer ours; the statement knows which.
              runs.acknowledgeCancel(job.claim());
            }
          });
      return true;
    } catch (OutdatedException e) {
      LOG.info("job {} is made again: {}", job.requestId(), e.getMessage());
      return stopped();
    }
  }

  private void fail(ServiceException failure) {
    LOG.info(
        "attempt {} of job {} failed: {}",
        job.attempt(),
        job.requestId(),
        failure.status().getMessage());
    long delay = retry.delayMillis(job.attempt(), failure.status());
    write(() -> runs.endAttempt(job.claim(), AttemptFailure.of(failure, delay)));
  }

  private ServiceException unforeseen(Throwable cause) {
    String errorId = UUID.randomUUID().toString();
    LOG.error("job {} failed in an unforeseen way, error_id {}", job.requestId(), errorId, cause);
    return new ServiceException(
        ErrorReason.ERROR_REASON_HANDLER_FAILED,
        "the job failed in an unforeseen way; the log has the details under error_id " + errorId,
        Map.of("error_id", errorId),
        List.of());
  }

  /// Repeats an outcome until the database takes it or the lease is gone: the work is done, a short
  /// outage must not waste it. Every outcome is conditional on the claim, so a repetition is
  /// harmless.
  private void write(Runnable outcome) {
    while (true) {
      try {
        outcome.run();
        written = true;
        return;
      } catch (DatabaseUnavailableException e) {
        LOG.warn("the outcome of job {} waits for the database", job.requestId());
        if (stopsWithin(WRITE_RETRY_MILLIS)) {
          return;
        }
      }
    }
  }

  private boolean stopsWithin(long millis) {
    try {
      return stopSignal.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return stopped();
    }
  }

  /// Ends the attempt from outside. The first reason wins.
  void stop(Stop reason) {
    if (written || !stop.compareAndSet(null, reason)) {
      return;
    }
    stopSignalledNanos = System.nanoTime();
    stopSignal.countDown();
    try {
      switch (reason) {
        case CANCELLED -> runs.acknowledgeCancel(job.claim());
        case TIMED_OUT -> {
          ServiceException timeout =
              new ServiceException(
                  ErrorReason.ERROR_REASON_ATTEMPT_TIMEOUT,
                  "the attempt took longer than " + job.attemptTimeout());
          long delay = retry.delayMillis(job.attempt(), timeout.status());
          runs.endAttempt(job.claim(), AttemptFailure.of(timeout, delay));
        }
        case SHUTDOWN -> runs.release(job.claim());
        case FENCED -> {}
      }
      written = true;
    } catch (RuntimeException e) {
      LOG.warn("the end of job {} was not stored: {}", job.requestId(), e.getMessage());
      lost = true;
    } finally {
      stopStored.countDown();
      Thread runner = thread;
      if (runner != null) {
        runner.interrupt();
      }
    }
  }

  /// Whether the database takes the job for running here.
  boolean holdsClaim() {
    return !written;
  }

  /// Whether the handler goes on although it was stopped so long ago. True once.
  boolean isFoundStuck(Duration patience) {
    boolean stuck =
        !stuckFound
            && stopped()
            && ended.getCount() > 0
            && System.nanoTime() - stopSignalledNanos > patience.toNanos();
    stuckFound |= stuck;
    return stuck;
  }

  /// Whether it was found stuck, and has not ended since.
  boolean isGivenUp() {
    return stuckFound && ended.getCount() > 0;
  }

  /// Whether the attempt is over and the database was not told.
  boolean isLost() {
    return lost;
  }

  @Override
  public boolean stopped() {
    return stop.get() != null;
  }

  boolean awaitEnd(long nanos) throws InterruptedException {
    return ended.await(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void report(int percent, String step) {
    synchronized (progressLock) {
      if (percent == this.percent && step.equals(this.step)) {
        return;
      }
      this.percent = Math.clamp(percent, this.percent, 99);
      this.step = step;
      this.unwritten = true;
    }
    flushProgress();
  }

  /// Stores the newest progress, unless the last was stored just now.
  void flushProgress() {
    int newPercent;
    String newStep;
    synchronized (progressLock) {
      if (!unwritten || stopped() || System.nanoTime() - writtenNanos < PROGRESS_INTERVAL_NANOS) {
        return;
      }
      unwritten = false;
      writtenNanos = System.nanoTime();
      newPercent = percent;
      newStep = step;
    }
    try {
      if (!runs.progress(job.claim(), newPercent, newStep)) {
        // A cancel was requested, or the claim is no longer ours; the statement knows which.
        stop(Stop.CANCELLED);
      }
    } catch (RuntimeException e) {
      LOG.debug("progress of job {} was not stored", job.requestId(), e);
    }
  }
}
