package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.schedules.WeatherImpact.Recommendation;
import com.tripgen.ai.schedules.WeatherImpact.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds out what changed weather means for a schedule. The same input gives the same result.
final class WeatherImpactAnalysis {
  private final List<DayEntry> entries;
  private final PlanningProblem problem;
  private final Plan plan;
  private final Map<String, Candidate> places;
  private final IndoorSwaps swaps;
  private final Phrases phrases;
  private final ImpactPhrases reasons;

  private WeatherImpactAnalysis(List<DayEntry> entries, PlanningProblem problem) {
    this.entries = entries;
    this.problem = problem;
    this.plan = EditedPlan.of(entries, problem);
    this.places =
        problem.candidates().stream().collect(Collectors.toMap(Candidate::id, Function.identity()));
    this.swaps = new IndoorSwaps(problem, plan);
    this.phrases = Phrases.in(problem.language());
    this.reasons = ImpactPhrases.in(problem.language());
  }

  /// @param days as they are stored, or as a caller sends them
  /// @param changes those of other dates, which a later version may lack, have no effect
  static WeatherImpact of(
      List<DayEntry> days, PlanningProblem problem, List<WeatherChange> changes) {
    WeatherImpactAnalysis analysis = new WeatherImpactAnalysis(days, problem);
    return new WeatherImpact(
        IntStream.range(0, days.size())
            .mapToObj(i -> worst(changes, days.get(i).date()).map(it -> analysis.day(i, it)))
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<WeatherChange> worst(List<WeatherChange> changes, LocalDate date) {
    return changes.stream().filter(change -> change.date().equals(date)).min(WeatherChange.BY_HARM);
  }

  private WeatherImpact.Day day(int index, WeatherChange change) {
    DayPlan day = plan.days().get(index);
    List<Integer> outdoors =
        IntStream.range(0, day.stops().size()).filter(i -> isOutdoors(index, i)).boxed().toList();
    if (!change.isHarmful()) {
      return kept(index, change, reasons.betterWeather(change));
    }
    if (outdoors.isEmpty()) {
      return kept(index, change, reasons.nothingOutdoors(change));
    }
    if (change.severity() == Severity.LOW) {
      return kept(index, change, reasons.hardlyMatters(change));
    }
    int sights = sights(day, IntStream.range(0, day.stops().size()).boxed().toList());
    int affected = sights(day, outdoors);
    if (2 * affected > sights) {
      return impacted(
          index,
          change,
          Recommendation.REGENERATE,
          reasons.mostSightsAffected(change, affected, sights),
          outdoors,
          List.of());
    }
    List<WeatherImpact.Alternative> alternatives = alternatives(index, outdoors);
    int missing = outdoors.size() - alternatives.size();
    return impacted(
        index,
        change,
        missing == 0 ? Recommendation.MODIFY : Recommendation.REGENERATE,
        missing == 0
            ? reasons.allSwapped(change, outdoors.size())
            : reasons.swapsMissing(change, outdoors.size(), missing),
        outdoors,
        alternatives);
  }

  private boolean isOutdoors(int day, int position) {
    PlaceEntry entry = entries.get(day).places().get(position);
    Candidate place = entry.placeId() == null ? null : places.get(entry.placeId());
    return entry.placeId() != null
        && (entry.isOutdoor() || (place != null && place.visit().setting() == Setting.OUTDOOR));
  }

  private static int sights(DayPlan day, List<Integer> positions) {
    return (int)
        positions.stream()
            .filter(position -> day.stops().get(position).kind() == StopKind.SIGHT)
            .count();
  }

  private List<WeatherImpact.Alternative> alternatives(int index, List<Integer> outdoors) {
    DayPlan day = plan.days().get(index);
    List<Integer> free =
        outdoors.stream().filter(position -> isReplaceable(index, position)).toList();
    SortedMap<Integer, Candidate> found = swaps.insteadOf(day, free);
    List<WeatherImpact.Alternative> alternatives = new ArrayList<>();
    found.forEach(
        (position, place) -> alternatives.add(alternative(day.stops().get(position), place)));
    return alternatives;
  }

  /// Not what must be visited, nor what stands nobody knows where.
  private boolean isReplaceable(int day, int position) {
    PlaceEntry entry = entries.get(day).places().get(position);
    Candidate place = places.get(entry.placeId());
    return place == null ? entry.coordinates() != null : !place.isMustVisit();
  }

  private WeatherImpact.Alternative alternative(Stop stop, Candidate place) {
    double kilometres = IndoorSwaps.kilometres(stop, place);
    return new WeatherImpact.Alternative(
        String.valueOf(stop.placeId()),
        place.id(),
        place.name(),
        phrases.insteadOutdoors(place, kilometres),
        StopWriter.metres(kilometres));
  }

  private WeatherImpact.Day kept(int index, WeatherChange change, String reason) {
    return impacted(index, change, Recommendation.KEEP, reason, List.of(), List.of());
  }

  private WeatherImpact.Day impacted(
      int index,
      WeatherChange change,
      Recommendation recommendation,
      String reason,
      List<Integer> affected,
      List<WeatherImpact.Alternative> alternatives) {
    DayPlan day = plan.days().get(index);
    return new WeatherImpact.Day(
        entries.get(index).day(),
        day.date(),
        city(index),
        change.severity(),
        recommendation,
        reason,
        affected.stream()
            .map(day.stops()::get)
            .map(stop -> new WeatherImpact.Place(String.valueOf(stop.placeId()), stop.name()))
            .toList(),
        alternatives);
  }

  private String city(int index) {
    String told = entries.get(index).city();
    int stay = plan.days().get(index).stay();
    return told.isEmpty() && stay >= 0 ? problem.stays().get(stay).city() : told;
  }
}
