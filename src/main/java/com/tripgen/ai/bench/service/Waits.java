package com.tripgen.ai.bench.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How long jobs waited, in the order in which they were offered.
final class Waits {
  private final Instant began;
  private final List<Wait> waits = new ArrayList<>();

  private record Wait(Instant offered, double millis) {}

  /// @param began what was offered before does not count
  Waits(Instant began) {
    this.began = began;
  }

  synchronized void add(Instant offered, Instant until) {
    if (!offered.isBefore(began)) {
      waits.add(new Wait(offered, Duration.between(offered, until).toNanos() / 1e6));
    }
  }

  synchronized int count() {
    return waits.size();
  }

  /// In windows of as many jobs each: the quantiles of the first ones, in order, and of as many
  /// last ones.
  synchronized Pairs lastBesideFirst(int windows, int compared, double quantile) {
    List<Wait> sorted = waits.stream().sorted(Comparator.comparing(Wait::offered)).toList();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      values.add(
          Arrivals.quantile(
              sorted
                  .subList(i * sorted.size() / windows, (i + 1) * sorted.size() / windows)
                  .stream()
                  .map(Wait::millis)
                  .toList(),
              quantile));
    }
    return new Pairs(values.subList(windows - compared, windows), values.subList(0, compared));
  }
}
