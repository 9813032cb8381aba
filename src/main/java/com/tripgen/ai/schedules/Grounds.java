package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds why stops are in the schedule, the strongest reason first.
final class Grounds {
  private static final double GOOD_RATING = 4.3;

  private final PlanningProblem problem;

  Grounds(PlanningProblem problem) {
    this.problem = problem;
  }

  static Ground.Meal meal(Stop stop) {
    return stop.start().isBefore(PlanningRules.DINNER_FROM)
        ? Ground.Meal.LUNCH
        : Ground.Meal.DINNER;
  }

  static Ground mealWithoutPlace(Stop stop) {
    return new Ground.MealNear(meal(stop), stop.name());
  }

  /// What the place is, when the record tells, then the strongest reason and another one.
  ///
  /// @param before name of the point from which the party comes
  /// @param turn differs from stop to stop, so that the other reason does too
  List<Ground> of(DayPlan day, Stop stop, Candidate place, String before, int turn) {
    List<Ground> chosen = new ArrayList<>();
    String description = place.details().description();
    if (description != null && !description.isBlank()) {
      chosen.add(new Ground.Described(description.strip()));
    }
    List<Ground> reasons = new ArrayList<>();
    if (stop.kind() == StopKind.MEAL) {
      reasons.add(
          new Ground.MealAt(
              meal(stop),
              stop.start(),
              OpenAt.during(place.opening(), day.date(), stop.start(), stop.minutes())
                  .isPresent()));
    }
    if (place.isMustVisit()) {
      reasons.add(new Ground.MustVisit());
    }
    weather(problem, day).ifPresent(weather -> addShelter(weather, place, reasons));
    addLiking(place, reasons);
    addWishes(place, reasons);
    addCare(place, reasons);
    if (place.opening().bestMonths().contains(day.date().getMonth())) {
      reasons.add(new Ground.InSeason(day.date().getMonth()));
    }
    Double rating = place.visit().rating();
    if (rating != null && rating >= GOOD_RATING) {
      reasons.add(new Ground.Rated(rating));
    }
    if (stop.leg().minutes() > 0) {
      reasons.add(
          new Ground.Reached(
              before, stop.leg().mode(), stop.leg().vehicle(), stop.leg().minutes()));
    }
    if (reasons.isEmpty()) {
      reasons.add(new Ground.Kind(place.category()));
    }
    chosen.add(reasons.getFirst());
    if (reasons.size() > 1) {
      chosen.add(reasons.get(1 + turn % (reasons.size() - 1)));
    }
    return chosen;
  }

  private static void addShelter(DayWeather weather, Candidate place, List<Ground> reasons) {
    Set<DayCondition> bad = DayCondition.badOn(weather);
    if (!bad.isEmpty() && place.visit().setting() == Setting.INDOOR) {
      reasons.add(new Ground.Sheltered(bad));
    }
  }

  private void addLiking(Candidate place, List<Ground> reasons) {
    if (problem.wishes().placeIds().contains(place.id())) {
      reasons.add(new Ground.NamedInRequest());
    }
    for (Preference preference : Preference.values()) {
      long members =
          problem.party().members().stream()
              .filter(member -> member.preferences().contains(preference))
              .count();
      if (members > 0 && preference.matches(place.category())) {
        reasons.add(new Ground.Liked(preference, (int) members, problem.party().members().size()));
      }
    }
  }

  private void addWishes(Candidate place, List<Ground> reasons) {
    Wishes wishes = problem.wishes();
    if (wishes.settings().contains(place.visit().setting())) {
      reasons.add(new Ground.WishedSetting(place.visit().setting()));
    } else if (wishes.categories().contains(place.category())
        || place.details().tags().stream().anyMatch(wishes.tags()::contains)) {
      reasons.add(new Ground.Wished());
    }
  }

  private void addCare(Candidate place, List<Ground> reasons) {
    HealthStatus weakest = problem.party().weakest();
    if (weakest == HealthStatus.LIMITED && Boolean.TRUE.equals(place.visit().stepFree())) {
      reasons.add(new Ground.StepFree());
    } else if (weakest.weakerThan(HealthStatus.GOOD)
        && place.visit().effort() == Effort.LIGHT
        && !place.isFood()) {
      reasons.add(new Ground.Easy());
    }
  }

  static Optional<DayWeather> weather(PlanningProblem problem, DayPlan day) {
    return problem.weather().stream()
        .filter(it -> it.date().equals(day.date()) && it.stay() == day.stay())
        .findFirst();
  }
}
