package com.tripgen.ai.jobs;

import com.tripgen.ai.support.Eventually;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A handler that holds its jobs until the test lets them go.
final class HeldHandler implements JobHandler, AutoCloseable {
  private final boolean stubborn;
  private final JobCompletion completion;
  private final Semaphore started = new Semaphore(0);
  private final CountDownLatch go = new CountDownLatch(1);
  private final CompletableFuture<Long> interrupted = new CompletableFuture<>();

  /// @param stubborn goes on when it is interrupted
  HeldHandler(boolean stubborn, JobCompletion completion) {
    this.stubborn = stubborn;
    this.completion = completion;
  }

  static HeldHandler obedient() {
    return new HeldHandler(false, TestHandler.done());
  }

  static HeldHandler stubborn() {
    return new HeldHandler(true, TestHandler.done());
  }

  @Override
  public JobType type() {
    return JobType.SCHEDULE_GENERATION;
  }

  @Override
  public List<String> steps() {
    return TestHandler.STEPS;
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
    started.release();
    while (true) {
      try {
        go.await();
        return completion;
      } catch (InterruptedException e) {
        interrupted.complete(System.nanoTime());
        if (!stubborn) {
          throw e;
        }
      }
    }
  }

  void awaitStart() throws Exception {
    if (!started.tryAcquire(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("no job was started");
    }
  }

  /// When it was interrupted, as nano time.
  long awaitInterrupt() throws Exception {
    return interrupted.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /// Lets all jobs go, also those to come.
  void letGo() {
    go.countDown();
  }

  @Override
  public void close() {
    letGo();
  }
}
