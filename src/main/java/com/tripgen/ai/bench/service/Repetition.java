package com.tripgen.ai.bench.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// What several threads did again and again.
///
/// @param millis of each time
/// @param seconds in which all came to pass
record Repetition(List<Double> millis, double seconds) {
  Repetition {
    millis = List.copyOf(millis);
  }

  /// @param work is told which of the workers does it
  static Repetition of(int workers, Duration span, IntConsumer work) throws InterruptedException {
    long started = System.nanoTime();
    long end = started + span.toNanos();
    List<Double> millis = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      List<Future<List<Double>>> ends = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int worker = i;
        ends.add(threads.submit(() -> repeatUntil(end, () -> work.accept(worker))));
      }
      for (Future<List<Double>> done : ends) {
        millis.addAll(done.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return new Repetition(millis, (System.nanoTime() - started) / 1e9);
  }

  private static List<Double> repeatUntil(long endNanos, Runnable work) {
    List<Double> millis = new ArrayList<>();
    do {
      long started = System.nanoTime();
      work.run();
      millis.add((System.nanoTime() - started) / 1e6);
    } while (System.nanoTime() - endNanos < 0);
    return millis;
  }

  double perSecond() {
    return millis.size() / seconds;
  }
}
