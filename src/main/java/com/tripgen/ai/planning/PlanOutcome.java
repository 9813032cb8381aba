package com.tripgen.ai.planning;

import java.util.List;

/// What planning came to.
public sealed interface PlanOutcome {
  /// A plan that breaks no hard rule.
  ///
  /// @param score sum of the visits' scores less travel and the waiting that the order of stops
  ///   forces
  /// @param guardHit whether the clock, not the iterations, ended the search
  record Planned(Plan plan, double score, int iterations, boolean guardHit)
      implements PlanOutcome {}

  /// No plan can satisfy the request.
  ///
  /// @param relaxations the smallest set of changes that makes the trip feasible; empty when none
  ///   was found
  record Infeasible(Constraint blocking, String explanation, List<Relaxation> relaxations)
      implements PlanOutcome {}
}
