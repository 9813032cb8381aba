package com.tripgen.ai.support;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Waits for what another thread or process brings about.
public final class Eventually {
  /// Generous: it is only used up by a test that fails.
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /// A claim about the world, by assertions.
  @FunctionalInterface
  public interface Check {
    void run() throws Exception;
  }

  private Eventually() {}

  /// Waits for another thread to open the latch.
  public static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("nobody opened the latch");
    }
  }

  /// Repeats the check until it holds, and fails as it does when patience ends.
  public static void eventually(Check check) throws Exception {
    eventually(PATIENCE, check);
  }

  /// The same with another patience.
  public static void eventually(Duration patience, Check check) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() - deadline >= 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
