package com.tripgen.ai.bench.service;

import java.sql.SQLException;

/// A figure and its limit, ready to be measured by turns.
interface Contest extends AutoCloseable {
  /// One measurement of the service.
  double service() throws Exception;

  /// One measurement of what it is compared with.
  double limit() throws Exception;

  @Override
  void close() throws SQLException;
}
