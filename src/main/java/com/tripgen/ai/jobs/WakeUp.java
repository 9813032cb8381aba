package com.tripgen.ai.jobs;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Calls that one thread waits for. It is woken by the first one, and once by those it lets gather.
final class WakeUp {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition enough = lock.newCondition();
  private int calls;
  private int awaited;

  void call() {
    lock.lock();
    try {
      calls++;
      if (calls == awaited) {
        enough.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a call, and after it for more.
  ///
  /// @param pause how long for the first
  /// @param gathered as many more, or fewer after the time for gathering
  void await(Duration pause, int gathered, Duration gathering) throws InterruptedException {
    lock.lock();
    try {
      await(1, pause);
      if (calls > 0) {
        await(1 + gathered, gathering);
      }
      calls = 0;
    } finally {
      lock.unlock();
    }
  }

  private void await(int number, Duration longest) throws InterruptedException {
    awaited = number;
    long left = longest.toNanos();
    while (calls < number && left > 0) {
      left = enough.awaitNanos(left);
    }
    awaited = 0;
  }
}
