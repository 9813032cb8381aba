package com.tripgen.ai.jobs;

import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of a job by this process. Whoever stops it writes the outcome first, so that a handler
/// that does not listen is fenced off at once; only its thread lives on.
///
/// A thread is taken for the handler, not for the wait until the completion is stored: jobs shorter
/// than a commit would otherwise cost more changes of threads than all else.
final class Attempt implements JobProgress {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final long PROGRESS_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long WRITE_RETRY_MILLIS = 200;

  private final Job job;
  private final JobHandler handler;
  private final JobRuns runs;
  private final RetryPolicy retry;
  private final JobObserver observer;
  private final Consumer<Attempt> progressed;
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private final CountDownLatch stopSignal = new CountDownLatch(1);
  private final CountDownLatch stopStored = new CountDownLatch(1);
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private volatile boolean written;
  private volatile boolean lost;
  private volatile long stopSignalledNanos;
  private volatile boolean stuckFound;

  private final Object threadLock = new Object();
  private @Nullable Thread thread;

  private final Object progressLock = new Object();
  private boolean handling;
  private int percent;
  private String step = "";
  private long stepNanos;
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

  /// @param progressed is told that [#progressDue()] may have something new
  Attempt(
      Job job,
      JobHandler handler,
      JobRuns runs,
      RetryPolicy retry,
      JobObserver observer,
      Consumer<Attempt> progressed) {
    this.job = job;
    this.handler = handler;
    this.runs = runs;
    this.retry = retry;
    this.observer = observer;
    this.progressed = progressed;
  }

  Job job() {
    return job;
  }

  /// Begins on one of the threads.
  ///
  /// @return done when the attempt is over, perhaps on a thread that stores others' outcomes too
  CompletableFuture<@Nullable Void> start(Executor threads) {
    threads.execute(() -> run(threads, this::handle));
    return over;
  }

  /// What a thread is taken for.
  private interface Work {
    /// What is to be stored; empty when the outcome is stored already.
    Optional<JobCompletion> run() throws InterruptedException;
  }

  private void run(Executor threads, Work work) {
    synchronized (threadLock) {
      thread = Thread.currentThread();
    }
    try (JobLog _ = JobLog.of(job)) {
      TraceParent.of(job).run(() -> runInContext(threads, work));
    }
  }

  private void runInContext(Executor threads, Work work) {
    Optional<JobCompletion> completion = Optional.empty();
    try {
      completion = outcome(work);
    } finally {
      leaveThread();
      if (completion.isEmpty()) {
        over.complete(null);
      }
    }
    completion.ifPresent(made -> store(threads, made));
  }

  /// What did not work at once is done again by a thread that may wait and tell why: every outcome
  /// is conditional on the claim, so a repetition is harmless.
  private void store(Executor threads, JobCompletion completion) {
    var _ =
        runs.completeLater(job, lastStep(), completion)
            .whenComplete(
                (stored, failure) -> {
                  if (failure == null && stored.isPresent()) {
                    written = true;
                    over.complete(null);
                  } else {
                    threads.execute(
                        () ->
                            run(threads, () -> complete(completion) ? Optional.empty() : handle()));
                  }
                });
  }

  /// The thread is about to run other jobs, which an interrupt of this one must not reach.
  private void leaveThread() {
    synchronized (threadLock) {
      thread = null;
      var _ = Thread.interrupted();
    }
  }

  private void interruptThread() {
    synchronized (threadLock) {
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  private Optional<JobCompletion> outcome(Work work) {
    try {
      return stopped() ? Optional.empty() : work.run().filter(_ -> !stopped());
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
    }
    return Optional.empty();
  }

  private Optional<JobCompletion> handle() throws InterruptedException {
    synchronized (progressLock) {
      handling = true;
    }
    try {
      return Optional.of(handler.run(job, this));
    } finally {
      synchronized (progressLock) {
        handling = false;
        begin("");
      }
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
            Optional<Job> stored = runs.complete(job, lastStep(), completion);
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

  private String lastStep() {
    return handler.steps().getLast();
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
    try (JobLog _ = JobLog.of(job)) {
      end(reason);
    }
  }

  private void end(Stop reason) {
    try {
      store(reason);
      written = true;
    } catch (RuntimeException e) {
      LOG.warn("the end of job {} was not stored: {}", job.requestId(), e.getMessage());
      lost = true;
    } finally {
      stopStored.countDown();
      interruptThread();
    }
  }

  private void store(Stop reason) {
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
            && !over.isDone()
            && System.nanoTime() - stopSignalledNanos > patience.toNanos();
    stuckFound |= stuck;
    return stuck;
  }

  /// Whether it was found stuck, and has not ended since.
  boolean isGivenUp() {
    return stuckFound && !over.isDone();
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
    try {
      over.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of an attempt never fails", e);
    }
  }

  @Override
  public void report(int percent, String step) {
    boolean due;
    synchronized (progressLock) {
      if (percent == this.percent && step.equals(this.step)) {
        return;
      }
      this.percent = Math.clamp(percent, this.percent, 99);
      begin(step);
      this.unwritten = true;
      due = isProgressDue(System.nanoTime());
    }
    if (due) {
      progressed.accept(this);
    }
  }

  private boolean isProgressDue(long now) {
    return unwritten && handling && !stopped() && now - writtenNanos >= PROGRESS_INTERVAL_NANOS;
  }

  private void begin(String next) {
    if (next.equals(step)) {
      return;
    }
    long now = System.nanoTime();
    if (!step.isEmpty()) {
      observer.stepEnded(job, step, Duration.ofNanos(now - stepNanos));
    }
    step = next;
    stepNanos = now;
  }

  /// The newest progress, which counts as stored from now on; empty when it is stored already, when
  /// the last was stored just now, and when the handler has come to its end.
  Optional<ProgressRow> progressDue() {
    synchronized (progressLock) {
      long now = System.nanoTime();
      if (!isProgressDue(now)) {
        return Optional.empty();
      }
      unwritten = false;
      writtenNanos = now;
      Claim claim = job.claim();
      return Optional.of(
          new ProgressRow(claim.jobId(), claim.claimNumber(), claim.workerId(), percent, step));
    }
  }

  /// A cancel was requested, or the claim is no longer ours; unless the attempt has just ended.
  void progressRefused() {
    boolean runs;
    synchronized (progressLock) {
      runs = handling;
    }
    if (runs) {
      // The statement knows which.
      stop(Stop.CANCELLED);
    }
  }
}
