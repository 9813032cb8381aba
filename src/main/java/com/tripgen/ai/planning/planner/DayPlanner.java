package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Plans one day of a finished trip again. The other days stay as they are and keep their places;
/// the day gets other sights than before.
///
/// First it is planned without its sights of before, which then may only fill it up. Where no other
/// place is worth its way, every other place is tried as the first of the day; at last each sight
/// of before is left out.
public final class DayPlanner {
  private static final int KEEPING_ITERATIONS = 1500;

  private final DayTask task;
  private final Predicate<DayPlan> judge;
  private final SearchBudget budget;
  private final Pulse pulse;
  private final RandomGenerator random;
  private final TripModel trip;
  private final boolean[] everything;
  private final Set<Integer> kept;
  private final Set<Integer> before;
  private boolean guardHit;

  /// A day made again.
  ///
  /// @param gain by how much its score exceeds that of the day before
  /// @param guardHit whether the clock, not the iterations, ended a search
  public record Replanned(DayPlan day, double gain, boolean guardHit) {}

  private DayPlanner(
      DayTask task, Predicate<DayPlan> judge, SearchBudget budget, PlanProgress progress)
      throws PlanningCancelledException {
    this.task = task;
    this.judge = judge;
    this.budget = budget;
    pulse = new Pulse(progress, budget);
    random = new SplittableRandom(task.problem().seed());
    trip = model(task, pulse);
    everything = new boolean[trip.places().size()];
    Arrays.fill(everything, true);
    kept = indexes(stop -> isKept(stop.placeId()));
    before = indexes(stop -> stop.kind() == StopKind.SIGHT);
  }

  /// The first plan of the day that the judge accepts; empty when there is none.
  public static Optional<Replanned> plan(
      DayTask task, Predicate<DayPlan> judge, SearchBudget budget, PlanProgress progress)
      throws PlanningCancelledException {
    return new DayPlanner(task, judge, budget, progress).plan();
  }

  /// The day alone, with no places but its own and those that no day uses.
  private static TripModel model(DayTask task, Pulse pulse) throws PlanningCancelledException {
    PlanningProblem problem = task.problem();
    Set<String> used =
        task.plan().days().stream()
            .filter(day -> day.number() != task.number())
            .flatMap(day -> day.stops().stream())
            .map(Stop::placeId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Set<String> taken = new HashSet<>(used);
    List<Place> places = TripModel.of(problem, pulse).places();
    for (Place place : places) {
      if (used.contains(place.candidate().id())) {
        place.twins().forEach(twin -> taken.add(places.get(twin).candidate().id()));
      }
    }
    List<Candidate> free =
        problem.candidates().stream().filter(place -> !taken.contains(place.id())).toList();
    TripModel days = TripModel.of(problem.withCandidates(free), pulse);
    return new TripModel(
        days.problem(),
        days.rules(),
        days.travel(),
        days.places(),
        List.of(days.days().get(task.number() - 1)));
  }

  private Set<Integer> indexes(Predicate<Stop> chosen) {
    return task.before().stops().stream()
        .filter(chosen)
        .flatMap(stop -> find(stop).stream())
        .map(Place::index)
        .collect(Collectors.toSet());
  }

  private Optional<Place> find(Stop stop) {
    String id = stop.placeId();
    return id == null ? Optional.empty() : trip.find(id);
  }

  private boolean isKept(@Nullable String id) {
    return id != null
        && (task.kept().contains(id) || trip.find(id).map(Place::isMustVisit).orElse(false));
  }

  private Optional<Replanned> plan() throws PlanningCancelledException {
    pulse.reached(PlanPhase.PREPARED);
    Solution start = start();
    pulse.reached(PlanPhase.MUST_VISITS);
    Optional<Replanned> planned = withOtherSights(start);
    pulse.reached(PlanPhase.SEARCH);
    if (planned.isEmpty()) {
      planned = withOneOther(start);
    }
    if (planned.isEmpty()) {
      planned = withoutOne(start);
    }
    pulse.reached(PlanPhase.DONE);
    return planned;
  }

  /// What may not leave the day, in the order of before.
  private Solution start() throws PlanningCancelledException {
    DayRoute route = routeOfBefore(stop -> isKept(stop.placeId()));
    if (route.retime()) {
      return new Solution(everything.length, List.of(route));
    }
    boolean[] allowed = new boolean[everything.length];
    kept.forEach(index -> allowed[index] = true);
    return new Search(trip.bareSolution(), allowed, random, pulse)
        .run(
            PlanPhase.MUST_VISITS,
            KEEPING_ITERATIONS,
            best -> kept.stream().allMatch(best::contains));
  }

  private Optional<Replanned> withOtherSights(Solution start) throws PlanningCancelledException {
    boolean[] others = everything.clone();
    for (int index : before) {
      String id = trip.places().get(index).candidate().id();
      others[index] = kept.contains(index) || trip.problem().wishes().placeIds().contains(id);
    }
    // The search may take any stop out but must-visits: with others to keep, it only fills up.
    boolean mayRuin = kept.stream().allMatch(index -> trip.places().get(index).isMustVisit());
    return attempt(start, others, everything, mayRuin ? budget.iterations() : 0);
  }

  private Optional<Replanned> withOneOther(Solution start) throws PlanningCancelledException {
    DayModel day = trip.days().getFirst().model();
    List<Integer> others =
        IntStream.range(0, here().size())
            .filter(node -> isOther(here().get(node).index(), start))
            .boxed()
            .sorted(Comparator.comparingDouble(node -> -day.value(node)))
            .toList();
    for (int other : others) {
      pulse.poll();
      Optional<DayRoute> route = withSight(start.route(0), other);
      if (route.isPresent() && !pulse.outOfTime()) {
        Solution first = new Solution(everything.length, List.of(route.get()));
        Optional<Replanned> planned = attempt(first, everything, everything, 0);
        if (planned.isPresent()) {
          return planned;
        }
      }
    }
    return Optional.empty();
  }

  private boolean isOther(int index, Solution start) {
    return !before.contains(index) && start.isFree(index);
  }

  private Optional<Replanned> withoutOne(Solution start) throws PlanningCancelledException {
    for (int index : before.stream().sorted().toList()) {
      if (!kept.contains(index)) {
        boolean[] others = everything.clone();
        others[index] = false;
        Optional<Replanned> planned = attempt(start, others, others, 0);
        if (planned.isPresent()) {
          return planned;
        }
      }
    }
    return Optional.empty();
  }

  private List<Place> here() {
    return trip.days().getFirst().stay().places();
  }

  /// The best of all positions for one more sight, whatever its way costs.
  private static Optional<DayRoute> withSight(DayRoute route, int node) {
    DayModel day = route.day();
    boolean tooMuchFood =
        day.network().isFood(node) && route.foodSights() >= PlanningRules.MAX_FOOD_SIGHTS;
    if (tooMuchFood || route.sights() >= day.pace().mostSights()) {
      return Optional.empty();
    }
    DayRoute best = null;
    double value = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= route.size(); i++) {
      DayRoute changed = route.copy();
      changed.insert(i, StopCode.at(StopCode.SIGHT, node));
      if (changed.retime() && DayValue.objective(changed) > value) {
        best = changed;
        value = DayValue.objective(changed);
      }
    }
    return Optional.ofNullable(best);
  }

  /// @param first places of the search
  /// @param then places that may fill up what the search leaves open
  private Optional<Replanned> attempt(
      Solution start, boolean[] first, boolean[] then, int iterations)
      throws PlanningCancelledException {
    Search search = new Search(start, first, random, pulse);
    Solution found = search.run(PlanPhase.SEARCH, iterations, best -> pulse.outOfTime());
    guardHit |= search.iterations() < iterations;
    Solution full = new Search(found, then, random, pulse).run(PlanPhase.SEARCH, 0, best -> true);
    new Repair(trip, full, pulse).run();
    DayRoute route = full.route(0);
    Timetable times = Timetable.chosen(route, trip.problem().wishes().dayShift());
    DayPlan day = new PlanWriter(trip).write(List.of(times)).days().getFirst();
    return judge.test(day)
        ? Optional.of(new Replanned(day, DayValue.score(route) - scoreOfBefore(), guardHit))
        : Optional.empty();
  }

  private double scoreOfBefore() {
    DayRoute route = routeOfBefore(stop -> true);
    return route.retime() ? DayValue.score(route) : 0;
  }

  /// The day of before with some of its places; a meal that loses its place is still a meal.
  private DayRoute routeOfBefore(Predicate<Stop> stays) {
    TripDay day = trip.days().getFirst();
    DayRoute route = new DayRoute(day.model());
    Coordinates previous = day.stay().coordinates(day.model().start());
    for (Stop stop : task.before().stops()) {
      Optional<Place> place = stays.test(stop) ? find(stop) : Optional.empty();
      if (stop.kind() == StopKind.SIGHT) {
        place.ifPresent(it -> add(route, StopCode.at(StopCode.SIGHT, here().indexOf(it))));
      } else if (day.model().isInTheDay(meal(stop))) {
        int role = StopCode.role(meal(stop));
        int near = near(stop, previous, day);
        add(
            route,
            place
                .map(it -> StopCode.at(role, here().indexOf(it)))
                .orElseGet(() -> StopCode.freeMeal(role, near)));
      }
      previous = stop.coordinates();
    }
    return route;
  }

  private static void add(DayRoute route, int code) {
    route.insert(route.size(), code);
  }

  private static Meal meal(Stop stop) {
    return stop.start().isBefore(PlanningRules.DINNER_FROM) ? Meal.LUNCH : Meal.DINNER;
  }

  private static int near(Stop stop, Coordinates previous, TripDay day) {
    if (stop.placeId() != null || CityTravel.samePoint(stop.coordinates(), previous)) {
      return StopCode.NEAR_PREVIOUS;
    }
    Coordinates end = day.stay().coordinates(day.model().end());
    return CityTravel.samePoint(stop.coordinates(), end) ? StopCode.NEAR_END : StopCode.NEAR_START;
  }
}
