package com.tripgen.ai.bench.service;

/// When a measurement begins to count: once it stops getting better. A JVM compiles what it runs
/// while it runs it, and that takes long where processors are scarce.
final class WarmUp {
  /// What counts as better than before: less is the machine's noise.
  private static final double BETTER = 1.02;

  private static final int ROUNDS_WITHOUT = 4;

  private final boolean lessIsBetter;
  private final int most;
  private int rounds;
  private int without;
  private double best;

  /// @param most rounds at all
  WarmUp(boolean lessIsBetter, int most) {
    this.lessIsBetter = lessIsBetter;
    this.most = most;
  }

  void seen(double value) {
    rounds++;
    double speed = lessIsBetter ? 1 / value : value;
    without = speed > BETTER * best ? 0 : without + 1;
    best = Math.max(best, speed);
  }

  boolean isOver() {
    return rounds >= most || without >= ROUNDS_WITHOUT;
  }
}
