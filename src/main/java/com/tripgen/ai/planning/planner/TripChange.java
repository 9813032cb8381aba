package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Relaxation;
import com.tripgen.ai.planning.RelaxedProblem;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.Wish;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A change of a request that may make its trip feasible.
///
/// @param dropped must-visits that need not be visited any more
/// @param longer the stay that has one day more, which moves the stays after it; or [#NO_STAY]
record TripChange(PlanningProblem problem, DailyHours hours, List<Candidate> dropped, int longer) {
  static final int NO_STAY = -1;

  /// The most days that a request may ask for.
  private static final int MOST_DAYS = 30;

  static TripChange none(PlanningProblem problem) {
    return new TripChange(problem, problem.hours(), List.of(), NO_STAY);
  }

  TripChange withHours(DailyHours others) {
    return new TripChange(problem, others, dropped, longer);
  }

  TripChange without(List<Candidate> more) {
    List<Candidate> all = Stream.concat(dropped.stream(), more.stream()).toList();
    return new TripChange(problem, hours, all, longer);
  }

  TripChange withOneDayMore(int stay) {
    return new TripChange(problem, hours, dropped, stay);
  }

  /// Whether it may have one day more.
  static boolean mayBeLonger(PlanningProblem problem) {
    long nights =
        ChronoUnit.DAYS.between(
            problem.stays().getFirst().arrivalDate(), problem.stays().getLast().departureDate());
    return nights + 1 < MOST_DAYS;
  }

  /// One day more is one change, however many dates it moves.
  int size() {
    return (changesEnd() ? 1 : 0)
        + (changesStart() ? 1 : 0)
        + dropped.size()
        + (longer == NO_STAY ? 0 : 1);
  }

  boolean changesEnd() {
    return !hours.end().equals(problem.hours().end());
  }

  boolean changesStart() {
    return !hours.start().equals(problem.hours().start());
  }

  PlanningProblem apply() {
    return RelaxedProblem.of(problem, relaxations());
  }

  List<Relaxation> relaxations() {
    List<Relaxation> relaxations = new ArrayList<>();
    if (changesEnd()) {
      relaxations.add(relaxation("daily_end_time", problem.hours().end(), hours.end()));
    }
    if (changesStart()) {
      relaxations.add(relaxation("daily_start_time", problem.hours().start(), hours.start()));
    }
    for (Candidate place : dropped) {
      relaxations.add(
          relaxation("candidate_places[" + place.id() + "].wish", Wish.MUST_VISIT, Wish.NONE));
    }
    for (int i = longer; i != NO_STAY && i < problem.stays().size(); i++) {
      Stay stay = problem.stays().get(i);
      String field = "destinations[" + i + "].";
      if (i > longer) {
        relaxations.add(
            relaxation(field + "arrival_date", stay.arrivalDate(), stay.arrivalDate().plusDays(1)));
      }
      relaxations.add(
          relaxation(
              field + "departure_date", stay.departureDate(), stay.departureDate().plusDays(1)));
    }
    return relaxations;
  }

  private static Relaxation relaxation(String field, Object from, Object to) {
    return new Relaxation("trip." + field, from.toString(), to.toString());
  }
}
