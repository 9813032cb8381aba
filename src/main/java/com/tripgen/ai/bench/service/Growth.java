package com.tripgen.ai.bench.service;

import java.util.Locale;

/// What grows while figures are measured.
public enum Growth {
  /// Jobs in the table that ended before.
  FINISHED,
  /// Server processes on one database.
  REPLICAS,
  /// Open watches of one process.
  WATCHERS;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
