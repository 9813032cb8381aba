package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Relaxation;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds the smallest change of a request that makes its trip feasible, by trying.
///
/// Changes are tried in this order: a later end of the days, an earlier start, must-visits less,
/// one day more. No number of days helps a way between cities that ends after the next day has
/// begun, nor do other daily hours, because both cities share the one date of the change.
final class Relaxer {
  private static final LocalTime LATEST_END = LocalTime.of(22, 0);
  private static final LocalTime EARLIEST_START = LocalTime.of(7, 0);
  private static final int STEP_MINUTES = 30;

  private final Feasibility infeasible;
  private final PlanningProblem problem;
  private final Pulse pulse;

  /// From the hour of the request on.
  private final List<LocalTime> ends;

  private final List<LocalTime> starts;

  /// Must-visits, the lowest base first.
  private final List<Candidate> mustVisits;

  /// The stays with an impossible day or a must-visit without room, the last first: one day more
  /// there moves no other stay.
  private final List<Integer> troubled;

  Relaxer(Feasibility infeasible, Pulse pulse) {
    this.infeasible = infeasible;
    this.problem = infeasible.trip().problem();
    this.pulse = pulse;
    ends = laterEnds(problem.hours().end());
    starts = earlierStarts(problem.hours().start());
    PlaceScores scores = infeasible.trip().rules().scores();
    mustVisits =
        problem.candidates().stream()
            .filter(Candidate::isMustVisit)
            .sorted(Comparator.comparingDouble(scores::base).thenComparing(Candidate::id))
            .toList();
    troubled = troubled(infeasible);
  }

  private static List<LocalTime> laterEnds(LocalTime end) {
    List<LocalTime> ends = new ArrayList<>(List.of(end));
    int last = Meal.minute(LATEST_END);
    for (int minute = Meal.minute(end) + STEP_MINUTES; minute <= last; minute += STEP_MINUTES) {
      ends.add(LocalTime.of(minute / 60, minute % 60));
    }
    return ends;
  }

  private static List<LocalTime> earlierStarts(LocalTime start) {
    List<LocalTime> starts = new ArrayList<>(List.of(start));
    int first = Meal.minute(EARLIEST_START);
    for (int minute = Meal.minute(start) - STEP_MINUTES; minute >= first; minute -= STEP_MINUTES) {
      starts.add(LocalTime.of(minute / 60, minute % 60));
    }
    return starts;
  }

  private static List<Integer> troubled(Feasibility infeasible) {
    PlanningProblem problem = infeasible.trip().problem();
    TreeSet<Integer> stays = new TreeSet<>();
    for (TripDay day : infeasible.trip().days()) {
      if (!day.possible()) {
        stays.add(day.frame().stay());
      }
    }
    Stream.concat(infeasible.hopeless().stream(), infeasible.crowdedOut().stream())
        .map(Candidate::stay)
        .filter(stay -> stay >= 0 && stay < problem.stays().size())
        .forEach(stays::add);
    return List.copyOf(stays.descendingSet());
  }

  /// Empty when no change was found.
  List<Relaxation> smallest() throws PlanningCancelledException {
    pulse.stopReporting();
    Optional<TripChange> change = firstThatWorks(singles());
    if (change.isEmpty()) {
      change = several();
    }
    return change.map(TripChange::relaxations).orElse(List.of());
  }

  private List<TripChange> singles() {
    TripChange none = TripChange.none(problem);
    List<TripChange> changes = new ArrayList<>();
    for (LocalTime end : ends.subList(1, ends.size())) {
      changes.add(none.withHours(new DailyHours(problem.hours().start(), end)));
    }
    for (LocalTime start : starts.subList(1, starts.size())) {
      changes.add(none.withHours(new DailyHours(start, problem.hours().end())));
    }
    for (Candidate place : droppable()) {
      changes.add(none.without(List.of(place)));
    }
    changes.addAll(withOneDayMore(none));
    return changes;
  }

  /// Must-visits of which one less may be enough, the lowest base first.
  private List<Candidate> droppable() {
    List<Candidate> hopeless = infeasible.hopeless();
    if (!infeasible.trip().isPossible() || hopeless.size() > 1) {
      return List.of();
    }
    if (hopeless.size() == 1) {
      return hopeless;
    }
    return new MustVisits(infeasible.trip()).surplus() > 1
        ? List.of()
        : mustVisits.stream().filter(place -> troubled.contains(place.stay())).toList();
  }

  /// Tries the widest hours first: only when these help are the smaller steps worth trying.
  private Optional<TripChange> several() throws PlanningCancelledException {
    Optional<TripChange> smallest = Optional.empty();
    for (LocalTime end : List.of(ends.getLast(), ends.getFirst())) {
      for (LocalTime start : List.of(starts.getLast(), starts.getFirst())) {
        TripChange hours = TripChange.none(problem).withHours(new DailyHours(start, end));
        List<TripChange> bases = new ArrayList<>(List.of(hours));
        bases.addAll(withOneDayMore(hours));
        for (TripChange base : bases) {
          Optional<TripChange> change = dropping(base);
          if (change.isPresent()
              && smallest.stream().allMatch(other -> change.get().size() < other.size())) {
            smallest = change;
          }
        }
      }
    }
    return smallest.isEmpty() ? smallest : firstThatWorks(narrower(smallest.get()));
  }

  private List<TripChange> withOneDayMore(TripChange change) {
    return TripChange.mayBeLonger(problem)
        ? troubled.stream().map(change::withOneDayMore).toList()
        : List.of();
  }

  private List<TripChange> narrower(TripChange wide) {
    List<TripChange> changes = new ArrayList<>();
    for (LocalTime end : wide.changesEnd() ? ends.subList(1, ends.size()) : ends.subList(0, 1)) {
      for (LocalTime start :
          wide.changesStart() ? starts.subList(1, starts.size()) : starts.subList(0, 1)) {
        changes.add(wide.withHours(new DailyHours(start, end)));
      }
    }
    return changes;
  }

  /// Drops must-visits until the others have room, or finds that this does not help. Where they
  /// crowd each other out, as many go as have to: those of the lowest base, when that is enough.
  private Optional<TripChange> dropping(TripChange base) throws PlanningCancelledException {
    TripChange change = base;
    Feasibility left = feasibility(change);
    while (!left.isPossible()) {
      if (!left.trip().isPossible()) {
        return Optional.empty();
      }
      if (left.hopeless().isEmpty()) {
        TripChange cheapest = change.without(cheapest(left.crowdedOut(), change.dropped()));
        change = works(cheapest) ? cheapest : change.without(left.crowdedOut());
      } else {
        change = change.without(left.hopeless());
      }
      left = feasibility(change);
    }
    return Optional.of(change);
  }

  /// As many places of each stay, those of the lowest base.
  private List<Candidate> cheapest(List<Candidate> crowdedOut, List<Candidate> dropped) {
    Map<Integer, Integer> due = new HashMap<>();
    crowdedOut.forEach(place -> due.merge(place.stay(), 1, Integer::sum));
    List<Candidate> cheapest = new ArrayList<>();
    for (Candidate place : mustVisits) {
      if (!dropped.contains(place) && due.getOrDefault(place.stay(), 0) > 0) {
        due.merge(place.stay(), -1, Integer::sum);
        cheapest.add(place);
      }
    }
    return cheapest;
  }

  private Optional<TripChange> firstThatWorks(List<TripChange> changes)
      throws PlanningCancelledException {
    for (TripChange change : changes) {
      if (works(change)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }

  private boolean works(TripChange change) throws PlanningCancelledException {
    return feasibility(change).isPossible();
  }

  private Feasibility feasibility(TripChange change) throws PlanningCancelledException {
    pulse.poll();
    return Feasibility.of(change.apply(), pulse);
  }
}
