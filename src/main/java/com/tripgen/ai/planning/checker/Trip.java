package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A plan beside its problem, laid out for the rules.
///
/// @param entries every stop of every day of the plan, in its order
/// @param days the plan's days whose date belongs to the trip, in the plan's order
/// @param unused candidates that no stop uses and no rule bars from being used
record Trip(
    PlanningProblem problem,
    Plan plan,
    TripCalendar calendar,
    Travel travel,
    List<Entry> entries,
    List<DayRoute> days,
    List<Candidate> unused) {

  /// @param day as violations name it
  /// @param stay empty when the day's date does not belong to the trip
  record Entry(int day, OptionalInt stay, Stop stop, @Nullable Candidate place) {}

  static Trip of(PlanningProblem problem, Plan plan) {
    Map<String, Candidate> candidates = new HashMap<>();
    problem.candidates().forEach(candidate -> candidates.putIfAbsent(candidate.id(), candidate));
    TripCalendar calendar = TripCalendar.of(problem);
    List<Entry> entries = new ArrayList<>();
    List<DayRoute> days = new ArrayList<>();
    for (int i = 0; i < plan.days().size(); i++) {
      DayPlan day = plan.days().get(i);
      Optional<DayFrame> frame = calendar.on(day.date());
      int number = frame.map(DayFrame::number).orElse(i + 1);
      OptionalInt stay =
          frame.map(known -> OptionalInt.of(known.stay())).orElse(OptionalInt.empty());
      for (Stop stop : day.stops()) {
        Candidate place = stop.placeId() == null ? null : candidates.get(stop.placeId());
        entries.add(new Entry(number, stay, stop, place));
      }
      frame.ifPresent(known -> days.add(DayRoute.of(known, day, candidates)));
    }
    List<Candidate> unused =
        problem.candidates().stream()
            .filter(candidate -> mayBeUsed(problem, candidate))
            .filter(candidate -> entries.stream().noneMatch(entry -> uses(entry, candidate)))
            .toList();
    return new Trip(
        problem,
        plan,
        calendar,
        Travel.of(problem),
        List.copyOf(entries),
        List.copyOf(days),
        unused);
  }

  HealthStatus weakest() {
    return problem.party().weakest();
  }

  /// Null for a stay that the trip does not have.
  @Nullable String city(int stay) {
    return stay < 0 || stay >= problem.stays().size() ? null : problem.stays().get(stay).city();
  }

  Optional<DayWeather> weather(DayFrame day) {
    return problem.weather().stream()
        .filter(weather -> weather.date().equals(day.date()) && weather.stay() == day.stay())
        .findFirst();
  }

  Trip withUnused(List<Candidate> others) {
    return new Trip(problem, plan, calendar, travel, entries, days, others);
  }

  /// What becomes unused when other places take these positions of a day.
  List<Candidate> freed(DayRoute day, Set<Integer> positions) {
    List<TimedStop> replaced = positions.stream().map(day.stops()::get).toList();
    List<Stop> stops = replaced.stream().map(TimedStop::stop).toList();
    return problem.candidates().stream()
        .filter(
            candidate ->
                replaced.stream()
                    .map(TimedStop::place)
                    .anyMatch(place -> place != null && Swaps.isSame(place, candidate)))
        .filter(candidate -> mayBeUsed(problem, candidate))
        .filter(
            candidate ->
                entries.stream()
                    .filter(entry -> !stops.contains(entry.stop()))
                    .noneMatch(entry -> uses(entry, candidate)))
        .toList();
  }

  private static boolean mayBeUsed(PlanningProblem problem, Candidate candidate) {
    return candidate.wish() != Wish.EXCLUDED
        && candidate.stay() >= 0
        && candidate.stay() < problem.stays().size()
        && !KnownPlace.tooFar(problem, candidate)
        && !HealthPace.tooStrenuous(problem.party().weakest(), candidate);
  }

  private static boolean uses(Entry entry, Candidate candidate) {
    Stop stop = entry.stop();
    if (stop.placeId() == null) {
      return false;
    }
    return stop.placeId().equals(candidate.id())
        || NoRepeat.samePlace(
            stop.name(), stop.coordinates(), candidate.name(), candidate.coordinates());
  }
}
