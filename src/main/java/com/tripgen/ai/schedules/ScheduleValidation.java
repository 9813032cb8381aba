package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.checker.ConstraintChecker;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Judges the schedules that callers send.
final class ScheduleValidation {
  private static final int NONE = -1;

  private final PlanningProblem problem;
  private final Plan plan;

  /// A violation and where it is in the schedule.
  ///
  /// @param day index of the day; [#NONE] when none of the schedule's is meant
  /// @param stop index among those of the day; [#NONE] when none is meant
  /// @param unknown nobody knows the place
  record Found(Violation violation, int day, int stop, boolean unknown) {

    /// @param path of the schedule in the request
    String field(String path) {
      if (day == NONE) {
        return violation.day() == 0 ? path : path + ".days";
      }
      String field = "%s.days[%d]".formatted(path, day);
      if (stop == NONE) {
        return field;
      }
      return "%s.places[%d]".formatted(field, stop) + (unknown ? ".place_id" : "");
    }
  }

  private ScheduleValidation(PlanningProblem problem, Plan plan) {
    this.problem = problem;
    this.plan = plan;
  }

  /// Every violation, by day and then by the order of the stops; what concerns the whole day comes
  /// before its stops, and what concerns the whole trip first.
  static List<Found> violations(List<DayEntry> days, PlanningProblem problem) {
    Plan plan = EditedPlan.of(days, problem);
    ScheduleValidation validation = new ScheduleValidation(problem, plan);
    return ConstraintChecker.check(problem, plan).stream()
        .map(validation::found)
        .sorted(
            Comparator.comparingInt((Found it) -> it.violation().day())
                .thenComparingInt(Found::stop))
        .toList();
  }

  private Found found(Violation violation) {
    int day =
        IntStream.range(0, plan.days().size())
            .filter(i -> number(i) == violation.day())
            .findFirst()
            .orElse(NONE);
    String placeId = violation.placeId();
    int stop =
        day == NONE || placeId == null
            ? NONE
            : plan.days().get(day).stops().stream().map(Stop::placeId).toList().indexOf(placeId);
    return new Found(violation, day, stop, placeId != null && !isKnown(placeId));
  }

  /// As violations name the day: by its date, or by its place in the schedule when the date is none
  /// of the trip.
  private int number(int index) {
    LocalDate date = plan.days().get(index).date();
    LocalDate first = problem.stays().getFirst().arrivalDate();
    boolean outside =
        date.isBefore(first) || date.isAfter(problem.stays().getLast().departureDate());
    return 1 + (outside ? index : (int) ChronoUnit.DAYS.between(first, date));
  }

  private boolean isKnown(String placeId) {
    return problem.candidates().stream().map(Candidate::id).anyMatch(id -> id.equals(placeId));
  }
}
