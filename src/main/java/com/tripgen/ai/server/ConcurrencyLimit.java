package com.tripgen.ai.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How many calls are carried out at once: as many as take hardly longer than calls usually do.
///
/// As long as there are fewer than the most, it only learns how long they take. When the most is
/// reached it refuses, and if those which are let in take longer than usual it lowers itself until
/// they don't; what one machine can do at once depends on its calls, and on what else it does. When
/// nothing has to be refused any more it rises to the most again within a second. A server that has
/// just started knows nothing yet, and lets in the most.
final class ConcurrencyLimit {
  /// How much longer than usual calls may take on average. In a queue of so many hardly any takes
  /// twice as long as the slowest of a hundred usually does: `ConcurrencyLimitTest` tries it.
  private static final double TOLERANCE = 1.5;

  /// Whatever is usual, calls that take less are not too slow: to refuse for the sake of single
  /// milliseconds would help nobody.
  private static final double QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int FEWEST_SAMPLES = 10;

  /// Of a limit that was lowered too far, from one window to the next.
  private static final double FASTEST_GROWTH = 1.2;

  /// In which time what is usual follows what is: it rises over minutes, so that a busy one does
  /// not become it, and falls within seconds.
  private static final double RISING_NANOS = TimeUnit.MINUTES.toNanos(2);

  private static final double FALLING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int least;
  private final int most;
  private final LongSupplier nanoTime;
  private int limit;
  private int expected;
  private int running;

  private long windowEnd;
  private boolean refused;
  private long nanos;
  private int samples;

  private double usualNanos;

  /// @param least never lower than this
  ConcurrencyLimit(int least, int most, LongSupplier nanoTime) {
    this.least = Math.min(least, most);
    this.most = most;
    this.limit = most;
    this.nanoTime = nanoTime;
    this.windowEnd = nanoTime.getAsLong() + WINDOW_NANOS;
  }

  /// Lets a call come that waits for its turn, until [#begin]; false when there are as many as may
  /// be.
  synchronized boolean expect() {
    if (isReached(running + expected)) {
      return false;
    }
    expected++;
    return true;
  }

  /// The turn of a call that was expected has come.
  synchronized void begin() {
    expected--;
  }

  /// Takes a place for a call, which [#leave] gives back; false when there is none.
  synchronized boolean enter() {
    if (isReached(running)) {
      return false;
    }
    running++;
    return true;
  }

  private boolean isReached(int calls) {
    boolean reached = calls >= limit;
    refused |= reached;
    return reached;
  }

  /// @param took how long the call has taken since it came, in nanoseconds
  synchronized void leave(long took) {
    running--;
    nanos += took;
    samples++;
    if (samples >= FEWEST_SAMPLES && nanoTime.getAsLong() - windowEnd >= 0) {
      endWindow((double) nanos / samples);
    }
  }

  private void endWindow(double mean) {
    if (refused) {
      lower(mean);
    } else if (limit < most) {
      limit = Math.min(2 * limit, most);
    } else {
      learn(mean);
    }
    refused = false;
    nanos = 0;
    samples = 0;
    windowEnd = nanoTime.getAsLong() + WINDOW_NANOS;
  }

  /// Raises as well, where it was lowered too far.
  private void lower(double mean) {
    if (usualNanos == 0) {
      return;
    }
    if (limit == least) {
      // That calls take so long is not the work of those beside them. Left unlearned, a database
      // that has become slower for good would hold the limit down for ever.
      learn(mean);
    }
    double bearable = Math.max(TOLERANCE * usualNanos, QUICK_NANOS);
    double allowed = limit * Math.min(bearable / mean, FASTEST_GROWTH);
    // A fifth of few is less than one, and would be rounded to nothing.
    limit = Math.clamp((long) (allowed > limit ? Math.ceil(allowed) : allowed), least, most);
  }

  private void learn(double mean) {
    double time = mean < usualNanos ? FALLING_NANOS : RISING_NANOS;
    double passed = WINDOW_NANOS + nanoTime.getAsLong() - windowEnd;
    usualNanos =
        usualNanos == 0 ? mean : usualNanos + (mean - usualNanos) * Math.min(1, passed / time);
  }

  synchronized int limit() {
    return limit;
  }
}
