package com.tripgen.ai.evaluation;

import com.tripgen.ai.jobs.JobProgress;
import java.time.Duration;

/// Takes the time from the first step in which models are asked to the next step of the planner.
final class AskingTime implements JobProgress {
  private long begun;
  private long ended;

  @Override
  public void report(int percent, String step) {
    if (step.equals("asking_model") && begun == 0) {
      begun = System.nanoTime();
    }
    if (step.equals("planning_days") && ended == 0) {
      ended = System.nanoTime();
    }
  }

  @Override
  public boolean stopped() {
    return false;
  }

  /// Zero when nothing was asked.
  Duration took() {
    return begun == 0 || ended == 0 ? Duration.ZERO : Duration.ofNanos(ended - begun);
  }
}
