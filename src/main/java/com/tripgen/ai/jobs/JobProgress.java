package com.tripgen.ai.jobs;

/// Where a handler reports how far it is.
public interface JobProgress {
  /// Cheap: stored at most twice a second, the newest wins.
  ///
  /// @param percent 0..100 of the whole job
  /// @param step one of the handler's steps
  void report(int percent, String step);

  /// Whether the attempt should stop.
  boolean stopped();
}
