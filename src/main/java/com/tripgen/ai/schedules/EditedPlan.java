package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The plan that a caller's schedule tells. What the caller left out of a known place is that
/// place's own, and which sights stand in bad weather is seen, not told.
final class EditedPlan {
  private static final int NO_STAY = -1;

  private final PlanningProblem problem;
  private final Map<String, Candidate> candidates;

  private EditedPlan(PlanningProblem problem) {
    this.problem = problem;
    this.candidates =
        problem.candidates().stream().collect(Collectors.toMap(Candidate::id, Function.identity()));
  }

  static Plan of(List<DayEntry> days, PlanningProblem problem) {
    EditedPlan edited = new EditedPlan(problem);
    List<DayPlan> told =
        DocumentPlan.of(days.stream().map(edited::completed).toList(), problem).days();
    return new Plan(
        IntStream.range(0, told.size())
            .mapToObj(i -> edited.day(told.get(i), days.get(i).city()))
            .toList());
  }

  private DayEntry completed(DayEntry day) {
    return new DayEntry(
        day.day(),
        day.date(),
        day.city(),
        day.weather(),
        day.places().stream().map(this::completed).toList(),
        day.rests(),
        day.intercity(),
        day.returnLeg(),
        day.shortfall(),
        day.startPlace(),
        day.endPlace(),
        day.notes());
  }

  private PlaceEntry completed(PlaceEntry entry) {
    Candidate place = known(entry.placeId());
    return place == null
        ? entry
        : new PlaceEntry(
            entry.placeId(),
            entry.placeName().isEmpty() ? place.name() : entry.placeName(),
            Objects.requireNonNullElse(entry.category(), place.category()),
            entry.kind(),
            entry.startTime(),
            entry.duration(),
            entry.transportation(),
            entry.healthConsideration(),
            entry.weatherConsideration(),
            entry.order(),
            entry.isOutdoor(),
            entry.reason(),
            entry.tips(),
            entry.verified() || place.origin() != Origin.MODEL,
            entry.hoursKnown() || place.opening().hours() != null,
            Objects.requireNonNullElse(entry.coordinates(), place.coordinates()),
            entry.near(),
            entry.notes(),
            entry.exposed());
  }

  private DayPlan day(DayPlan day, String city) {
    return new DayPlan(
        day.number(),
        day.date(),
        stay(day, city),
        day.stops(),
        day.rests(),
        day.intercity(),
        day.returnLeg(),
        day.shortfall(),
        exposed(day));
  }

  /// The one that the date belongs to, unless the caller names the city of another.
  private int stay(DayPlan day, String city) {
    if (city.isBlank() || isIn(city, day.stay())) {
      return day.stay();
    }
    return IntStream.range(0, problem.stays().size())
        .filter(stay -> isIn(city, stay))
        .findFirst()
        .orElse(NO_STAY);
  }

  private boolean isIn(String city, int stay) {
    return problem.stays().get(stay).city().strip().equalsIgnoreCase(city.strip());
  }

  private List<String> exposed(DayPlan day) {
    boolean bad =
        Grounds.weather(problem, day)
            .filter(weather -> !DayCondition.badOn(weather).isEmpty())
            .isPresent();
    return bad
        ? day.stops().stream()
            .filter(this::isExposed)
            .map(Stop::placeId)
            .filter(Objects::nonNull)
            .distinct()
            .toList()
        : List.of();
  }

  private boolean isExposed(Stop stop) {
    Candidate place = known(stop.placeId());
    return stop.kind() == StopKind.SIGHT
        && place != null
        && place.visit().setting() == Setting.OUTDOOR
        && !place.isMustVisit();
  }

  private @Nullable Candidate known(@Nullable String placeId) {
    return placeId == null ? null : candidates.get(placeId);
  }
}
