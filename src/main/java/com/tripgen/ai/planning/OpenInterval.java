package com.tripgen.ai.planning;

/// One opening interval, in minutes from midnight of the weekday it opens on. It closes after 1440
/// when it lasts past midnight; a stay on the following date never uses that tail.
public record OpenInterval(int open, int close) {
  public OpenInterval {
    if (open < 0 || open >= 1440 || close <= open || close > open + 1440) {
      throw new IllegalArgumentException(
          "an interval opens within 0..1439 and closes at most a day later, is "
              + open
              + "-"
              + close);
    }
  }
}
