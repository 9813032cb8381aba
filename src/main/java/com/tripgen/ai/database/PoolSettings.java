package com.tripgen.ai.database;

import java.time.Duration;

/// Sizes and patience of the two pools.
///
/// @param callConnections for calls and handlers; the bound on what runs at once in PostgreSQL
/// @param reservedConnections for health and leases, which must not wait behind calls
/// @param connectionTimeout how long one waits for a free connection
/// @param statementTimeout how long one waits for the reply of a server that went silent
public record PoolSettings(
    int callConnections,
    int reservedConnections,
    Duration connectionTimeout,
    Duration statementTimeout) {

  public static final PoolSettings DEFAULT =
      new PoolSettings(16, 2, Duration.ofSeconds(3), Duration.ofSeconds(10));

  /// For a command that asks one thing after the other.
  public static final PoolSettings ONE_BY_ONE =
      new PoolSettings(1, 1, Duration.ofSeconds(5), Duration.ofSeconds(30));

  /// A lease is lost when its renewal hangs, so that the reserved pool gives a silent server up
  /// early.
  static final Duration RESERVED_STATEMENT_TIMEOUT = Duration.ofSeconds(5);

  public PoolSettings {
    if (callConnections < 1 || reservedConnections < 1) {
      throw new IllegalArgumentException("each pool needs at least one connection");
    }
    // HikariCP takes no less.
    if (connectionTimeout.compareTo(Duration.ofMillis(250)) < 0) {
      throw new IllegalArgumentException("connectionTimeout must be at least 250 ms");
    }
    if (statementTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("statementTimeout must be at least 1 s");
    }
  }
}
