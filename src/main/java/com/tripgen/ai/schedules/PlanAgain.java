package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.checker.ConstraintChecker;
import com.tripgen.ai.planning.planner.DayPlanner;
import com.tripgen.ai.planning.planner.DayTask;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import com.tripgen.ai.planning.planner.SearchBudget;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes another plan of a trip that has one. The constraint checker has the last word on every
/// attempt, so that what comes out can be stored.
///
/// @param problem what the new plan is made from
/// @param lasting what it is judged by, now and later: the same, but with the trip's wishes when
///   those of the problem are for one day alone
/// @param before the plan of before
/// @param score of the plan of before
record PlanAgain(PlanningProblem problem, PlanningProblem lasting, Plan before, double score) {

  /// What came out.
  ///
  /// @param different from the plan of before: other sights, or the same on other days
  record Made(Plan plan, double score, boolean guardHit, boolean different) {}

  /// A violation without its words, which depend on what else is unused.
  private record Broken(Constraint constraint, int day, @Nullable String placeId) {}

  /// The whole trip. Where another seed finds the same plan, each sight in turn is kept off its
  /// day.
  Made trip(PlanProgress progress) throws PlanningCancelledException {
    Optional<PlanOutcome.Planned> found = otherPlan(problem, progress);
    for (DayPlan day : before.days()) {
      for (String sight : sights(day)) {
        if (found.isEmpty()) {
          found = otherPlan(closed(sight, day.date()), progress);
        }
      }
    }
    return found
        .map(other -> new Made(other.plan(), other.score(), other.guardHit(), true))
        .orElseGet(this::unchanged);
  }

  private Optional<PlanOutcome.Planned> otherPlan(PlanningProblem tried, PlanProgress progress)
      throws PlanningCancelledException {
    return switch (Planner.plan(tried, SearchBudget.forProblem(tried), progress)) {
      case PlanOutcome.Planned planned
          when isDifferent(planned.plan())
              && ConstraintChecker.check(lasting, planned.plan()).isEmpty() ->
          Optional.of(planned);
      case PlanOutcome.Planned _, PlanOutcome.Infeasible _ -> Optional.empty();
    };
  }

  private boolean isDifferent(Plan plan) {
    for (int i = 0; i < before.days().size(); i++) {
      if (!sights(plan.days().get(i)).equals(sights(before.days().get(i)))) {
        return true;
      }
    }
    return false;
  }

  private PlanningProblem closed(String placeId, LocalDate date) {
    return problem.withCandidates(
        problem.candidates().stream()
            .map(place -> place.id().equals(placeId) ? closed(place, date) : place)
            .toList());
  }

  private static Candidate closed(Candidate place, LocalDate date) {
    Opening opening = place.opening();
    Set<LocalDate> closedDates = new HashSet<>(opening.closedDates());
    closedDates.add(date);
    return new Candidate(
        place.id(),
        place.name(),
        place.category(),
        place.coordinates(),
        place.stay(),
        new Opening(
            opening.hours(),
            closedDates,
            opening.seasonMonths(),
            opening.bestMonths(),
            opening.lastEntryBeforeClose()),
        place.visit(),
        place.details(),
        place.wish(),
        place.origin());
  }

  /// One day, the others as they are. Where it has no other sights, it is at least made by the
  /// wishes of now.
  ///
  /// @param reserved ids of places that other days name for bad weather: taken only where the day
  ///   has no other sights without them
  Made day(int number, Set<String> reserved, PlanProgress progress)
      throws PlanningCancelledException {
    DayPlan old = before.days().get(number - 1);
    Set<String> kept = wantedByOthers(number);
    DayTask task = new DayTask(problem, before, number, kept);
    Set<Broken> known = broken(lasting, before, number);
    Predicate<DayPlan> right = day -> isRight(with(day), known);
    Predicate<DayPlan> other = day -> !sights(day).equals(sights(old)) && right.test(day);
    SearchBudget budget = SearchBudget.forProblem(problem);
    Optional<DayPlanner.Replanned> found = Optional.empty();
    if (!reserved.isEmpty()) {
      DayTask sparing = new DayTask(without(reserved, old), before, number, kept);
      found = DayPlanner.plan(sparing, other, budget, progress);
    }
    if (found.isEmpty()) {
      found = DayPlanner.plan(task, other, budget, progress);
    }
    boolean different = found.isPresent();
    if (!different) {
      found = DayPlanner.plan(task, right, budget, progress);
    }
    return found
        .map(made -> new Made(with(made.day()), score + made.gain(), made.guardHit(), different))
        .orElseGet(this::unchanged);
  }

  private PlanningProblem without(Set<String> reserved, DayPlan old) {
    Set<String> own = places(old).collect(Collectors.toSet());
    return problem.withCandidates(
        problem.candidates().stream()
            .filter(place -> own.contains(place.id()) || !reserved.contains(place.id()))
            .toList());
  }

  private Made unchanged() {
    return new Made(before, score, false, false);
  }

  /// Whether a plan may be stored in place of the one of before. Days that are not to be touched
  /// may break what they broke before, as when other wishes than theirs hold now.
  boolean isRight(Plan plan, int number) {
    return plan.equals(before) || isRight(plan, broken(lasting, before, number));
  }

  private boolean isRight(Plan plan, Set<Broken> known) {
    return ConstraintChecker.check(lasting, plan).stream().allMatch(it -> known.contains(key(it)));
  }

  private Plan with(DayPlan day) {
    List<DayPlan> days = new ArrayList<>(before.days());
    days.set(day.number() - 1, day);
    return new Plan(days);
  }

  /// The places of a day that the rules would have another day take, were they free.
  private Set<String> wantedByOthers(int number) {
    DayPlan old = before.days().get(number - 1);
    Plan emptied =
        with(
            new DayPlan(
                number,
                old.date(),
                old.stay(),
                List.of(),
                List.of(),
                old.intercity(),
                null,
                null,
                List.of()));
    Set<String> elsewhere =
        emptied.days().stream().flatMap(PlanAgain::places).collect(Collectors.toSet());
    Set<Broken> known = broken(only(elsewhere), emptied, number);
    Set<String> wanted = new HashSet<>();
    for (String place : places(old).toList()) {
      Set<String> unused = new HashSet<>(elsewhere);
      unused.add(place);
      if (!known.containsAll(broken(only(unused), emptied, number))) {
        wanted.add(place);
      }
    }
    return wanted;
  }

  private PlanningProblem only(Set<String> places) {
    return lasting.withCandidates(
        lasting.candidates().stream().filter(place -> places.contains(place.id())).toList());
  }

  private static Set<Broken> broken(PlanningProblem problem, Plan plan, int exceptDay) {
    return ConstraintChecker.check(problem, plan).stream()
        .filter(violation -> violation.day() > 0 && violation.day() != exceptDay)
        .map(PlanAgain::key)
        .collect(Collectors.toSet());
  }

  private static Broken key(Violation violation) {
    return new Broken(violation.constraint(), violation.day(), violation.placeId());
  }

  private static Stream<String> places(DayPlan day) {
    return day.stops().stream().map(Stop::placeId).filter(Objects::nonNull);
  }

  private static Set<String> sights(DayPlan day) {
    return day.stops().stream()
        .filter(stop -> stop.kind() == StopKind.SIGHT)
        .map(Stop::placeId)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
