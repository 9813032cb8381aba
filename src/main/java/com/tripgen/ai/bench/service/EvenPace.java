package com.tripgen.ai.bench.service;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// Work that begins when it is its time, whether or not what began before is done.
final class EvenPace {
  private EvenPace() {}

  /// @param work begins the one with that number, from 0 on
  static void run(int times, int perSecond, IntConsumer work) {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      long early = start + i * (1_000_000_000L / perSecond) - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      }
      work.accept(i);
    }
  }
}
