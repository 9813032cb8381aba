package com.tripgen.ai.planning.planner;

/// The caller asked to stop; there is no plan.
public final class PlanningCancelledException extends Exception {
  private static final long serialVersionUID = 1;

  PlanningCancelledException() {
    super("planning was cancelled");
  }
}
