package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Violation;
import java.util.ArrayList;
import java.util.List;

/// Says which hard rules a plan breaks. Each constraint has the class of its name.
public final class ConstraintChecker {
  private ConstraintChecker() {}

  /// All violations, in the order of [Constraint] and then of the days; empty when the plan may be
  /// stored. The plan may be anybody's: whatever it holds, it is judged and never makes this throw.
  public static List<Violation> check(PlanningProblem problem, Plan plan) {
    Trip trip = Trip.of(problem, plan);
    List<Violation> violations = new ArrayList<>();
    for (Constraint constraint : Constraint.values()) {
      rule(constraint).check(trip, new Findings(constraint, problem.language(), violations));
    }
    return List.copyOf(violations);
  }

  private static Rule rule(Constraint constraint) {
    return switch (constraint) {
      case KNOWN_PLACE -> KnownPlace::check;
      case NO_REPEAT -> NoRepeat::check;
      case DATE_COMPLETE -> DateComplete::check;
      case OPEN_HOURS -> OpenHours::check;
      case TRANSFER_POSSIBLE -> TransferPossible::check;
      case WALK_SHORT -> WalkShort::check;
      case HEALTH_PACE -> HealthPace::check;
      case DAY_WINDOW -> DayWindow::check;
      case MEALS -> Meals::check;
      case MUST_VISIT -> MustVisit::check;
      case EXCLUDED -> Excluded::check;
      case WEATHER_SAFE -> WeatherSafe::check;
    };
  }

  @FunctionalInterface
  private interface Rule {
    void check(Trip trip, Findings found);
  }
}
