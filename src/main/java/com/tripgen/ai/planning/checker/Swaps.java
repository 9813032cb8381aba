package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether other places can take the positions of stops of a plan, in the sense in which
/// [com.tripgen.ai.planning.PlanningRules] says that something fits: the order of the day kept, all
/// times free to move.
public final class Swaps {
  private final Trip trip;

  private Swaps(Trip trip) {
    this.trip = trip;
  }

  public static Swaps of(PlanningProblem problem, Plan plan) {
    return new Swaps(Trip.of(problem, plan));
  }

  /// The places that a day may visit and that no day of the plan does.
  public List<Candidate> unused(LocalDate date) {
    return trip.calendar()
        .on(date)
        .map(
            day ->
                trip.unused().stream().filter(candidate -> candidate.stay() == day.stay()).toList())
        .orElse(List.of());
  }

  /// Whether the day breaks no hard rule with all of these at once, where each keeps the kind of
  /// the stop that it takes the place of.
  ///
  /// @param places by position among the stops of the day, from 0
  public boolean fit(LocalDate date, Map<Integer, Candidate> places) {
    Optional<DayRoute> day =
        trip.days().stream().filter(route -> route.frame().date().equals(date)).findFirst();
    return day.isPresent() && areDifferent(places) && works(day.get(), places);
  }

  /// Whether, besides, nothing that the rules make a plan take is left: a swap frees a place and
  /// moves the times of its day, so that another sight, meal or shelter may fit.
  public boolean keepRules(LocalDate date, Map<Integer, Candidate> places) {
    Optional<DayRoute> day =
        trip.days().stream().filter(route -> route.frame().date().equals(date)).findFirst();
    return day.isPresent() && fit(date, places) && demandsNothing(day.get(), places);
  }

  private boolean demandsNothing(DayRoute day, Map<Integer, Candidate> places) {
    DayRoute swappedDay = day.with(places);
    List<DayRoute> demanding =
        trip.days().stream()
            .map(other -> other.equals(day) ? swappedDay : other)
            .filter(
                other -> other.frame().stay() == day.frame().stay() && Demand.mayBe(trip, other))
            .toList();
    if (demanding.isEmpty()) {
      return true;
    }
    List<Candidate> freed = trip.freed(day, places.keySet());
    Trip withFreed = trip.withUnused(freed);
    // What was unused before is asked last: it is much, and can have come to fit on this day alone.
    return demanding.stream().noneMatch(other -> Demand.isMet(withFreed, other))
        && !(demanding.contains(swappedDay)
            && Demand.isMet(trip.withUnused(unusedBeside(places)), swappedDay));
  }

  private List<Candidate> unusedBeside(Map<Integer, Candidate> places) {
    return trip.unused().stream()
        .filter(place -> places.values().stream().noneMatch(it -> isSame(it, place)))
        .toList();
  }

  private static boolean areDifferent(Map<Integer, Candidate> places) {
    List<Candidate> all = List.copyOf(places.values());
    for (int i = 0; i < all.size(); i++) {
      for (Candidate other : all.subList(i + 1, all.size())) {
        if (isSame(all.get(i), other)) {
          return false;
        }
      }
    }
    return true;
  }

  /// The way between two points.
  public static double kilometres(Coordinates from, Coordinates to) {
    return Travel.way(from, to);
  }

  /// Whether a trip may not visit both.
  public static boolean isSame(Candidate a, Candidate b) {
    return a.id().equals(b.id())
        || NoRepeat.samePlace(a.name(), a.coordinates(), b.name(), b.coordinates());
  }

  private boolean works(DayRoute day, Map<Integer, Candidate> places) {
    List<Retiming.Entry> early = new ArrayList<>();
    List<Retiming.Entry> order = new ArrayList<>();
    for (int i = 0; i < day.stops().size(); i++) {
      TimedStop stop = day.stops().get(i);
      Candidate place = places.getOrDefault(i, stop.place());
      if (place == null ? !stop.isMealWithoutPlace() : stop.beforeChange()) {
        return false;
      }
      Mealtime meal = stop.isMeal() ? Mealtime.meant(stop.start()) : null;
      (stop.beforeChange() ? early : order).add(new Retiming.Entry(place, meal));
    }
    return Retiming.of(trip, day.frame()).works(early, order);
  }
}
