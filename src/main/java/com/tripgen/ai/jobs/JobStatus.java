package com.tripgen.ai.jobs;

/// The states of a job, and who moves it there.
/// - `QUEUED` by its submission, a failed attempt with attempts left, a rescue, or RetryJob
/// - `PROCESSING` by the worker that claims it
/// - `COMPLETED`, `FAILED` by the worker that holds it, `FAILED` also by a rescue
/// - `CANCELLED` by CancelJob, or after it by whoever ends the attempt
public enum JobStatus {
  QUEUED,
  PROCESSING,
  COMPLETED,
  FAILED,
  CANCELLED;

  public boolean isFinal() {
    return switch (this) {
      case QUEUED, PROCESSING -> false;
      case COMPLETED, FAILED, CANCELLED -> true;
    };
  }
}
