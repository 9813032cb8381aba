package com.tripgen.ai.bench.service;

import java.sql.SQLException;

/// A figure that is ready to be measured.
interface Measurement extends AutoCloseable {
  /// To be called once.
  Pairs measure() throws Exception;

  @Override
  void close() throws SQLException;
}
