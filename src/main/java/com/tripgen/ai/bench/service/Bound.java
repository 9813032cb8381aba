package com.tripgen.ai.bench.service;

/// What the ratio of a figure to its limit is held to.
///
/// @param atMost less is better
/// @param floor a figure that misses it fails the bench
public record Bound(boolean atMost, double floor, double goal) {

  boolean holds(double ratio) {
    return within(ratio, floor);
  }

  boolean reachesGoal(double ratio) {
    return within(ratio, goal);
  }

  private boolean within(double ratio, double limit) {
    return atMost ? ratio <= limit : ratio >= limit;
  }
}
