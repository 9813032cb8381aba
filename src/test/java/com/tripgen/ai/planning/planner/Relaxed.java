package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Relaxation;
import com.tripgen.ai.planning.Wish;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// Applies relaxations as a caller would who reads only their fields.
final class Relaxed {
  private Relaxed() {}

  static PlanningProblem by(PlanningProblem problem, List<Relaxation> relaxations) {
    DailyHours hours = problem.hours();
    List<Candidate> candidates = new ArrayList<>(problem.candidates());
    for (Relaxation relaxation : relaxations) {
      switch (relaxation.field()) {
        case "trip.daily_end_time" ->
            hours = new DailyHours(hours.start(), LocalTime.parse(relaxation.to()));
        case "trip.daily_start_time" ->
            hours = new DailyHours(LocalTime.parse(relaxation.to()), hours.end());
        default -> candidates.replaceAll(place -> relaxed(place, relaxation));
      }
    }
    return new PlanningProblem(
        problem.stays(),
        problem.routes(),
        hours,
        problem.party(),
        problem.transport(),
        candidates,
        problem.weather(),
        problem.wishes(),
        problem.language(),
        problem.seed());
  }

  private static Candidate relaxed(Candidate place, Relaxation relaxation) {
    if (!relaxation.field().equals("trip.candidate_places[" + place.id() + "].wish")) {
      return place;
    }
    return new Candidate(
        place.id(),
        place.name(),
        place.category(),
        place.coordinates(),
        place.stay(),
        place.opening(),
        place.visit(),
        place.details(),
        Wish.valueOf(relaxation.to()),
        place.origin());
  }
}
