package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.Wish;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Hands out places under a roof for outdoor stops: of the same city, known to be open at that
/// hour, suited to the party, in nobody's plan, each once, the nearest first.
final class IndoorAlternatives {
  private static final double EARTH_DIAMETER_KM = 2 * PlanningRules.EARTH_RADIUS_KM;

  private final PlanningProblem problem;
  private final boolean weak;
  private final Set<String> taken = new HashSet<>();

  /// A place to go to instead, and how far it is.
  record Alternative(Candidate place, double kilometres) {}

  IndoorAlternatives(PlanningProblem problem, Plan plan) {
    this.problem = problem;
    this.weak = problem.party().weakest().weakerThan(HealthStatus.GOOD);
    for (DayPlan day : plan.days()) {
      for (Stop stop : day.stops()) {
        if (stop.placeId() != null) {
          taken.add(stop.placeId());
        }
      }
    }
  }

  Optional<Alternative> insteadOf(DayPlan day, Stop stop) {
    Optional<Alternative> nearest =
        problem.candidates().stream()
            .filter(place -> place.stay() == day.stay() && isSuited(place))
            .filter(
                place ->
                    OpenAt.during(
                            place.opening(), day.date(), stop.start(), place.visit().minutes())
                        .isPresent())
            .map(
                place ->
                    new Alternative(place, kilometres(stop.coordinates(), place.coordinates())))
            .min(
                Comparator.comparingDouble(Alternative::kilometres)
                    .thenComparing(it -> it.place().id()));
    nearest.ifPresent(it -> taken.add(it.place().id()));
    return nearest;
  }

  private boolean isSuited(Candidate place) {
    return place.visit().setting() == Setting.INDOOR
        && !place.isFood()
        && place.wish() != Wish.EXCLUDED
        && !(weak && place.visit().effort() == Effort.STRENUOUS)
        && !taken.contains(place.id());
  }

  static double kilometres(Coordinates a, Coordinates b) {
    double sinLatitude = Math.sin(Math.toRadians(b.latitude() - a.latitude()) / 2);
    double sinLongitude = Math.sin(Math.toRadians(b.longitude() - a.longitude()) / 2);
    double h =
        sinLatitude * sinLatitude
            + Math.cos(Math.toRadians(a.latitude()))
                * Math.cos(Math.toRadians(b.latitude()))
                * sinLongitude
                * sinLongitude;
    return PlanningRules.DETOUR * EARTH_DIAMETER_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
