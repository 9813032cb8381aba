package com.tripgen.ai.server;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Runs calls on virtual threads.
final class CallExecutor implements Executor, AutoCloseable {
  private static final ScopedValue<Long> SUBMITTED = ScopedValue.newInstance();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public void execute(Runnable task) {
    long submitted = System.nanoTime();
    threads.execute(() -> ScopedValue.where(SUBMITTED, submitted).run(task));
  }

  /// Since when the present task waits for its end.
  static long submitted() {
    return SUBMITTED.orElse(System.nanoTime());
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
