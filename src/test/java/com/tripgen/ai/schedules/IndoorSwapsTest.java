package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.evaluation.GeneratedRequests;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.checker.ConstraintChecker;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.SearchBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the stored plans of generated trips name in place of their outdoor stops.
class IndoorSwapsTest {
  private static final int TRIPS = 40;

  @Test
  void on_a_bad_day_every_outdoor_stop_that_can_be_swapped_has_a_swap_that_breaks_no_rule()
      throws Exception {
    int named = 0;
    int without = 0;
    for (int number = 1; number <= TRIPS; number++) {
      PlanningProblem problem = GeneratedRequests.problem(number);
      if (!(Planner.plan(problem, SearchBudget.forProblem(problem), PlanProgress.NONE)
          instanceof PlanOutcome.Planned planned)) {
        continue;
      }
      Plan plan = planned.plan();
      List<DayEntry> days = written(problem, plan).schedules();
      for (int day = 0; day < days.size(); day++) {
        for (int position = 0; position < days.get(day).places().size(); position++) {
          PlaceEntry entry = days.get(day).places().get(position);
          PlaceEntry.Alternative swap = alternative(entry);
          String stop = "trip %d, day %d, %s".formatted(number, day + 1, entry.placeName());
          if (swap != null) {
            assertThat(entry.isOutdoor()).as(stop).isTrue();
            assertThat(
                    DayMessages.day(days.get(day))
                        .getPlaces(position)
                        .getWeatherConsideration()
                        .getIndoorAlternative()
                        .getPlaceId())
                .isEqualTo(swap.placeId());
            Candidate place = place(problem, swap.placeId());
            assertThat(place.visit().setting()).as(stop).isEqualTo(Setting.INDOOR);
            assertThat(violations(problem, plan, day, position, place))
                .as(stop)
                .hasValue(List.of());
            named++;
          } else if (isExposed(problem, plan.days().get(day), position)) {
            assertThat(swaps(problem, plan, day, position)).as(stop).isEmpty();
            without++;
          }
        }
      }
    }
    assertThat(named).isPositive();
    assertThat(without).isPositive();
  }

  private static ScheduleDocument written(PlanningProblem problem, Plan plan) {
    return ItineraryWriter.write(
        new PlanningInput(PlanningInput.FORMAT, "t", problem, List.of(), Map.of()),
        plan,
        new ItineraryWriter.Making(Seeds.PLANNER, Instant.EPOCH, 1, 1, false, List.of()));
  }

  private static PlaceEntry.@Nullable Alternative alternative(PlaceEntry entry) {
    PlaceEntry.WeatherConsideration weather = entry.weatherConsideration();
    return weather == null ? null : weather.indoorAlternative();
  }

  private static boolean isExposed(PlanningProblem problem, DayPlan day, int position) {
    String id = day.stops().get(position).placeId();
    return id != null
        && day.stops().get(position).kind() == StopKind.SIGHT
        && place(problem, id).visit().setting() == Setting.OUTDOOR
        && !place(problem, id).isMustVisit()
        && Grounds.weather(problem, day)
            .filter(weather -> !DayCondition.badOn(weather).isEmpty())
            .isPresent();
  }

  /// Whatever the checker lets stand there, by trying every place.
  private static List<String> swaps(PlanningProblem problem, Plan plan, int day, int position) {
    return problem.candidates().stream()
        .filter(place -> place.visit().setting() == Setting.INDOOR && !place.isFood())
        .filter(place -> place.stay() == plan.days().get(day).stay())
        .filter(
            place ->
                violations(problem, plan, day, position, place).filter(List::isEmpty).isPresent())
        .map(Candidate::id)
        .toList();
  }

  /// Empty when the times of the day have no room for the place.
  private static Optional<List<Violation>> violations(
      PlanningProblem problem, Plan plan, int day, int position, Candidate place) {
    return SwappedDay.of(problem, plan.days().get(day), position, place)
        .map(
            swapped -> {
              List<DayPlan> days = new ArrayList<>(plan.days());
              days.set(day, swapped);
              return ConstraintChecker.check(problem, new Plan(days));
            });
  }

  private static Candidate place(PlanningProblem problem, String id) {
    return problem.candidates().stream()
        .filter(candidate -> candidate.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
