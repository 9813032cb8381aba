package com.tripgen.ai.planning;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// Applies relaxations as a caller would who reads only their fields.
public final class RelaxedProblem {
  private RelaxedProblem() {}

  public static PlanningProblem of(PlanningProblem problem, List<Relaxation> relaxations) {
    DailyHours hours = problem.hours();
    List<Candidate> candidates = new ArrayList<>(problem.candidates());
    for (Relaxation relaxation : relaxations) {
      switch (relaxation.field()) {
        case "trip.daily_end_time" ->
            hours = new DailyHours(hours.start(), LocalTime.parse(relaxation.to()));
        case "trip.daily_start_time" ->
            hours = new DailyHours(LocalTime.parse(relaxation.to()), hours.end());
        default -> changeWish(candidates, relaxation);
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

  private static void changeWish(List<Candidate> candidates, Relaxation relaxation) {
    for (int i = 0; i < candidates.size(); i++) {
      Candidate place = candidates.get(i);
      if (relaxation.field().equals("trip.candidate_places[" + place.id() + "].wish")) {
        candidates.set(i, place.withWish(Wish.valueOf(relaxation.to())));
        return;
      }
    }
    throw new IllegalArgumentException("no field of the trip is meant by " + relaxation.field());
  }
}
