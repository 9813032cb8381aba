package com.tripgen.ai.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// How long something took, many times. From any thread.
public final class Latencies {
  private final Queue<Duration> samples = new ConcurrentLinkedQueue<>();

  static Latencies of(Stream<Duration> samples) {
    Latencies latencies = new Latencies();
    samples.forEach(latencies::add);
    return latencies;
  }

  void add(Duration sample) {
    samples.add(sample);
  }

  /// Their middle and their tail; zero when there was no sample.
  public record Summary(int samples, long p50Millis, long p99Millis, long maxMillis) {}

  Summary summary() {
    List<Long> sorted = samples.stream().map(Duration::toMillis).sorted().toList();
    return sorted.isEmpty()
        ? new Summary(0, 0, 0, 0)
        : new Summary(
            sorted.size(), quantile(sorted, 0.5), quantile(sorted, 0.99), sorted.getLast());
  }

  private static long quantile(List<Long> sorted, double share) {
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
