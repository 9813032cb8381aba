package com.tripgen.ai.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// The CPU time of the calling thread, so that other load on the machine does not shorten a budget.
final class CpuClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CpuClock() {}

  static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  static double millisSince(long nanos) {
    return (nanos() - nanos) / 1e6;
  }
}
