package com.tripgen.ai.bench.service;

import java.time.Instant;
import java.util.List;

/// What a run of the bench found.
///
/// @param processors of the machine that held clients, server and PostgreSQL
public record ServiceReport(Instant time, int processors, List<FigureResult> figures) {
  public ServiceReport {
    figures = List.copyOf(figures);
  }

  /// Whether no floor was missed.
  public boolean holds() {
    return figures.stream().allMatch(FigureResult::holds);
  }
}
