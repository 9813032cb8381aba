package com.tripgen.ai.server;

/// What a server process does.
public enum Role {
  /// Answers calls.
  API,
  /// Runs jobs.
  WORKER
}
