package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import java.util.Set;

/// A day of a finished plan that is to be made again.
///
/// @param number of the day, from 1
/// @param kept ids of its places that may not leave it
public record DayTask(PlanningProblem problem, Plan plan, int number, Set<String> kept) {
  public DayTask {
    kept = Set.copyOf(kept);
  }

  DayPlan before() {
    return plan.days().get(number - 1);
  }
}
