package com.tripgen.ai.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

/// What a pool does just now.
///
/// @param active connections at work
/// @param idle connections ready
/// @param waiting threads that wait for one
public record PoolUsage(int active, int idle, int waiting) {
  static PoolUsage of(HikariDataSource pool) {
    HikariPoolMXBean figures = pool.getHikariPoolMXBean();
    return figures == null
        ? new PoolUsage(0, 0, 0)
        : new PoolUsage(
            figures.getActiveConnections(),
            figures.getIdleConnections(),
            figures.getThreadsAwaitingConnection());
  }
}
