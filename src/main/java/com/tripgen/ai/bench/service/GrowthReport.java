package com.tripgen.ai.bench.service;

import java.time.Instant;
import java.util.List;

/// How figures change as something grows.
///
/// @param processors of the machine that held clients, servers and PostgreSQL
public record GrowthReport(Instant time, int processors, List<Row> rows) {
  public GrowthReport {
    rows = List.copyOf(rows);
  }

  /// One figure.
  ///
  /// @param by what grows
  public record Row(String figure, String unit, String by, List<Step> steps) {
    public Row {
      steps = List.copyOf(steps);
    }
  }

  /// What was seen at one size.
  public record Step(int size, Summary seen) {}
}
