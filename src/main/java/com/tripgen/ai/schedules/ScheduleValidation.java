package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.checker.ConstraintChecker;
import java.util.Comparator;
import java.util.List;

/// Judges the schedules that callers send.
final class ScheduleValidation {
  private ScheduleValidation() {}

  /// Every violation, by day and then by the order of the stops; what concerns the whole day comes
  /// before its stops, and what concerns the whole trip first.
  static List<Violation> violations(List<DayEntry> days, PlanningProblem problem) {
    Plan plan = EditedPlan.of(days, problem);
    return ConstraintChecker.check(problem, plan).stream()
        .sorted(
            Comparator.comparingInt(Violation::day)
                .thenComparingInt(violation -> position(violation, plan)))
        .toList();
  }

  /// From 1; 0 when no stop of the day is meant.
  private static int position(Violation violation, Plan plan) {
    if (violation.placeId() == null) {
      return 0;
    }
    for (DayPlan day : plan.days()) {
      if (day.number() == violation.day()) {
        return day.stops().stream().map(Stop::placeId).toList().indexOf(violation.placeId()) + 1;
      }
    }
    return 0;
  }
}
