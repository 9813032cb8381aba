package com.tripgen.ai.jobs;

import java.util.List;

/// Runs the jobs of one type. Its thread is interrupted when the job is cancelled, times out or
/// belongs to somebody else by now; whatever it does afterwards changes nothing.
public interface JobHandler {
  JobType type();

  /// The names of its steps, in order.
  List<String> steps();

  /// Does the work of one attempt.
  ///
  /// @return the result and the rows to store with it
  /// @throws com.tripgen.ai.errors.ServiceException for a failure that the caller is told as it is
  JobCompletion run(Job job, JobProgress progress) throws InterruptedException;
}
