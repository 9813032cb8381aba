package com.tripgen.ai.planning.planner;

/// The outside world of a run: progress, cancellation and the guard on its time.
final class Pulse {
  private final PlanProgress progress;
  private final SearchBudget budget;
  private final long started;
  private int percent;
  private boolean unreported;

  Pulse(PlanProgress progress, SearchBudget budget) {
    this.progress = progress;
    this.budget = budget;
    started = budget.clock().getAsLong();
  }

  /// From now on phases are passed again, of which nobody is told.
  void stopReporting() {
    unreported = true;
  }

  void poll() throws PlanningCancelledException {
    if (progress.cancelled()) {
      throw new PlanningCancelledException();
    }
  }

  boolean outOfTime() {
    return budget.clock().getAsLong() - started >= budget.guard().toNanos();
  }

  void reached(PlanPhase phase) throws PlanningCancelledException {
    report(phase, phase.to);
  }

  /// Reports a part of a phase, as soon as it makes a difference of one percent.
  void underway(PlanPhase phase, int done, int all) throws PlanningCancelledException {
    int now = phase.from + (int) ((long) (phase.to - phase.from) * done / all);
    if (now > percent) {
      report(phase, now);
    }
    poll();
  }

  private void report(PlanPhase phase, int now) throws PlanningCancelledException {
    percent = Math.max(percent, now);
    if (!unreported) {
      progress.reached(phase, percent);
    }
    poll();
  }
}
