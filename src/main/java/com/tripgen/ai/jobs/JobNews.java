package com.tripgen.ai.jobs;

import java.time.Duration;
import java.util.List;

/// What is new about a watched job.
///
/// @param row read before `events`, so that no status change at or below its revision is missing;
///   with payload and result when the job ends here
/// @param readNanos when it was read, by `System.nanoTime`
/// @param events its status changes after the earliest cursor, up to the row
/// @param history all its status changes when the job ends here, else empty
record JobNews(Job row, List<JobEvent> events, List<JobEvent> history, long readNanos) {
  /// How long ago a change in it was made.
  Duration age(JobEvent event) {
    return Duration.ofMillis(event.ageMillis()).plusNanos(System.nanoTime() - readNanos);
  }
}
