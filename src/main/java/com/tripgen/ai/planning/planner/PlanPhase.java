package com.tripgen.ai.planning.planner;

/// How far planning has come, in the order of the phases.
public enum PlanPhase {
  PREPARED(0, 5),
  MUST_VISITS(5, 10),
  SEARCH(10, 90),
  REPAIR(90, 95),
  DONE(95, 100);

  /// Percent of the whole planning when the phase begins and when it is over.
  final int from;

  final int to;

  PlanPhase(int from, int to) {
    this.from = from;
    this.to = to;
  }
}
