package com.tripgen.ai.database;

import java.time.Duration;

/// Times of the hint channel.
///
/// @param channel name of the PostgreSQL channel
/// @param probeInterval how often the channel is tested
/// @param probeTimeout how long the test may take before the connection counts as dead
/// @param firstRetryDelay pause before the first reconnect; it doubles up to `longestRetryDelay`
public record HintSettings(
    String channel,
    Duration probeInterval,
    Duration probeTimeout,
    Duration firstRetryDelay,
    Duration longestRetryDelay) {

  public static final HintSettings DEFAULT =
      new HintSettings(
          "tripgen_ai_hints",
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofSeconds(5));

  public HintSettings {
    if (!channel.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("not a channel: " + channel);
    }
    if (!probeInterval.isPositive()
        || !probeTimeout.isPositive()
        || !firstRetryDelay.isPositive()) {
      throw new IllegalArgumentException("the times of the hint channel must be positive");
    }
    if (longestRetryDelay.compareTo(firstRetryDelay) < 0) {
      throw new IllegalArgumentException("longestRetryDelay must not be below firstRetryDelay");
    }
  }
}
