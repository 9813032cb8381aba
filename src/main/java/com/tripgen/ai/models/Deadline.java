package com.tripgen.ai.models;

import java.time.Duration;

/// A moment by which something must be over.
///
/// @param nanos on the clock of [System#nanoTime]
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /// Never negative.
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  boolean isOver() {
    return remaining().isZero();
  }

  /// An earlier one, after a share of the time that remains.
  Deadline after(double share) {
    return in(Duration.ofNanos((long) (share * remaining().toNanos())));
  }
}
