package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Relaxation;
import com.tripgen.ai.planning.Wish;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the smallest change of a request that makes its trip feasible, by trying.
final class Relaxer {
  private static final LocalTime LATEST_END = LocalTime.of(22, 0);
  private static final LocalTime EARLIEST_START = LocalTime.of(7, 0);
  private static final int STEP_MINUTES = 30;

  private final PlanningProblem problem;
  private final Pulse pulse;
  private final List<LocalTime> ends;
  private final List<LocalTime> starts;

  /// Must-visits, the lowest base first.
  private final List<Candidate> droppable;

  /// The same, but those that have no room even alone come first.
  private final List<Candidate> droppedFirst;

  Relaxer(Feasibility infeasible, Pulse pulse) {
    this.problem = infeasible.trip().problem();
    this.pulse = pulse;
    ends = laterEnds(problem.hours().end());
    starts = earlierStarts(problem.hours().start());
    PlaceScores scores = infeasible.trip().rules().scores();
    droppable =
        problem.candidates().stream()
            .filter(Candidate::isMustVisit)
            .sorted(Comparator.comparingDouble(scores::base).thenComparing(Candidate::id))
            .toList();
    droppedFirst = new ArrayList<>(droppable);
    droppedFirst.sort(Comparator.comparing(place -> !infeasible.hopeless().contains(place)));
  }

  private static List<LocalTime> laterEnds(LocalTime end) {
    List<LocalTime> ends = new ArrayList<>();
    int last = Meal.minute(LATEST_END);
    for (int minute = Meal.minute(end) + STEP_MINUTES; minute <= last; minute += STEP_MINUTES) {
      ends.add(LocalTime.of(minute / 60, minute % 60));
    }
    return ends;
  }

  private static List<LocalTime> earlierStarts(LocalTime start) {
    List<LocalTime> starts = new ArrayList<>();
    int first = Meal.minute(EARLIEST_START);
    for (int minute = Meal.minute(start) - STEP_MINUTES; minute >= first; minute -= STEP_MINUTES) {
      starts.add(LocalTime.of(minute / 60, minute % 60));
    }
    return starts;
  }

  /// A change of the request.
  ///
  /// @param end steps by which the day ends later
  /// @param start steps by which it starts earlier
  private record Change(int end, int start, List<Candidate> dropped) {}

  /// Empty when no change was found.
  List<Relaxation> smallest() throws PlanningCancelledException {
    Optional<Change> change = single();
    for (int size = 2; change.isEmpty() && size <= droppable.size() + 2; size++) {
      change = several(size);
    }
    return change.map(this::describe).orElse(List.of());
  }

  private Optional<Change> single() throws PlanningCancelledException {
    List<Change> changes = new ArrayList<>();
    for (int end = 1; end <= ends.size(); end++) {
      changes.add(new Change(end, 0, List.of()));
    }
    for (int start = 1; start <= starts.size(); start++) {
      changes.add(new Change(0, start, List.of()));
    }
    for (Candidate place : droppable) {
      changes.add(new Change(0, 0, List.of(place)));
    }
    return firstThatWorks(changes);
  }

  /// Tries the widest hours first: only when these help are the smaller steps worth trying.
  private Optional<Change> several(int size) throws PlanningCancelledException {
    List<Change> widest =
        List.of(
            new Change(ends.size(), starts.size(), dropped(size - 2)),
            new Change(ends.size(), 0, dropped(size - 1)),
            new Change(0, starts.size(), dropped(size - 1)),
            new Change(0, 0, dropped(size)));
    for (Change wide : widest) {
      boolean isOfSize = wide.dropped().size() + used(wide.end()) + used(wide.start()) == size;
      if (isOfSize && works(wide)) {
        List<Change> narrower = new ArrayList<>();
        for (int end = used(wide.end()); end <= wide.end(); end++) {
          for (int start = used(wide.start()); start <= wide.start(); start++) {
            narrower.add(new Change(end, start, wide.dropped()));
          }
        }
        return firstThatWorks(narrower);
      }
    }
    return Optional.empty();
  }

  private static int used(int steps) {
    return Math.min(1, steps);
  }

  private List<Candidate> dropped(int count) {
    return droppedFirst.subList(0, Math.min(count, droppedFirst.size()));
  }

  private Optional<Change> firstThatWorks(List<Change> changes) throws PlanningCancelledException {
    for (Change change : changes) {
      if (works(change)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }

  private boolean works(Change change) throws PlanningCancelledException {
    pulse.poll();
    return Feasibility.of(apply(change), pulse).isPossible();
  }

  private PlanningProblem apply(Change change) {
    List<Candidate> candidates =
        problem.candidates().stream()
            .map(place -> change.dropped().contains(place) ? place.withWish(Wish.NONE) : place)
            .toList();
    return new PlanningProblem(
        problem.stays(),
        problem.routes(),
        new DailyHours(start(change), end(change)),
        problem.party(),
        problem.transport(),
        candidates,
        problem.weather(),
        problem.wishes(),
        problem.language(),
        problem.seed());
  }

  private LocalTime end(Change change) {
    return change.end() == 0 ? problem.hours().end() : ends.get(change.end() - 1);
  }

  private LocalTime start(Change change) {
    return change.start() == 0 ? problem.hours().start() : starts.get(change.start() - 1);
  }

  private List<Relaxation> describe(Change change) {
    List<Relaxation> relaxations = new ArrayList<>();
    if (change.end() > 0) {
      relaxations.add(relaxation("trip.daily_end_time", problem.hours().end(), end(change)));
    }
    if (change.start() > 0) {
      relaxations.add(relaxation("trip.daily_start_time", problem.hours().start(), start(change)));
    }
    for (Candidate place : change.dropped()) {
      relaxations.add(
          new Relaxation(
              "trip.candidate_places[" + place.id() + "].wish",
              Wish.MUST_VISIT.name(),
              Wish.NONE.name()));
    }
    return relaxations;
  }

  private static Relaxation relaxation(String field, LocalTime from, LocalTime to) {
    return new Relaxation(field, from.toString(), to.toString());
  }
}
