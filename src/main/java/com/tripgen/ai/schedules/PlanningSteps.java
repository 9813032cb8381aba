package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.planning.planner.PlanPhase;
import com.tripgen.ai.planning.planner.PlanProgress;

/// Tells the planner's progress as the job's, and stops it with the job.
///
/// @param from percent of the job when planning begins
/// @param to percent of the job when it is over
record PlanningSteps(JobProgress progress, String step, int from, int to) implements PlanProgress {
  @Override
  public void reached(PlanPhase phase, int percent) {
    progress.report(from + percent * (to - from) / 100, step);
  }

  @Override
  public boolean cancelled() {
    return progress.stopped() || Thread.currentThread().isInterrupted();
  }
}
