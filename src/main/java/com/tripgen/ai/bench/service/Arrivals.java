package com.tripgen.ai.bench.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// How long messages were under way to watchers since the changes that they tell of.
final class Arrivals {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final int changesPerSecond;
  private final List<Double> millis = new ArrayList<>();

  Arrivals(int changesPerSecond) {
    this.changesPerSecond = changesPerSecond;
  }

  /// A change has arrived just now.
  synchronized void arrived(Duration underWay) {
    millis.add(underWay.toNanos() / 1e6);
    notifyAll();
  }

  /// Makes changes at an even pace, and answers the 99th percentile of their times.
  ///
  /// @param change makes the one with that number
  double p99(Duration span, IntConsumer change) throws InterruptedException {
    int changes = (int) Math.max(1, changesPerSecond * span.toNanos() / 1_000_000_000L);
    clear();
    EvenPace.run(changes, changesPerSecond, change);
    return quantile(await(changes), 0.99);
  }

  private synchronized void clear() {
    millis.clear();
  }

  private synchronized List<Double> await(int changes) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (millis.size() < changes) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException(
            "%d of %d changes reached no watcher".formatted(changes - millis.size(), changes));
      }
      wait(left);
    }
    return List.copyOf(millis);
  }

  static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
