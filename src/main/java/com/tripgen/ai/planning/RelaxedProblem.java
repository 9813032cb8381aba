package com.tripgen.ai.planning;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Applies relaxations as a caller would who reads only their fields.
public final class RelaxedProblem {
  private static final Pattern DATE =
      Pattern.compile("trip\\.destinations\\[(\\d+)]\\.(arrival|departure)_date");
  private static final Pattern WISH = Pattern.compile("trip\\.candidate_places\\[(.+)]\\.wish");

  private final PlanningProblem problem;
  private final List<LocalDate> arrivals;
  private final List<LocalDate> departures;
  private final List<Candidate> candidates;
  private DailyHours hours;

  private RelaxedProblem(PlanningProblem problem) {
    this.problem = problem;
    arrivals = new ArrayList<>(problem.stays().stream().map(Stay::arrivalDate).toList());
    departures = new ArrayList<>(problem.stays().stream().map(Stay::departureDate).toList());
    candidates = new ArrayList<>(problem.candidates());
    hours = problem.hours();
  }

  public static PlanningProblem of(PlanningProblem problem, List<Relaxation> relaxations) {
    RelaxedProblem relaxed = new RelaxedProblem(problem);
    relaxations.forEach(relaxed::change);
    return relaxed.build();
  }

  private void change(Relaxation relaxation) {
    String to = relaxation.to();
    switch (relaxation.field()) {
      case "trip.daily_end_time" -> hours = new DailyHours(hours.start(), LocalTime.parse(to));
      case "trip.daily_start_time" -> hours = new DailyHours(LocalTime.parse(to), hours.end());
      default -> {
        Matcher date = DATE.matcher(relaxation.field());
        Matcher wish = WISH.matcher(relaxation.field());
        if (date.matches()) {
          List<LocalDate> dates = date.group(2).equals("arrival") ? arrivals : departures;
          dates.set(Integer.parseInt(date.group(1)), LocalDate.parse(to));
        } else if (wish.matches()) {
          changeWish(wish.group(1), Wish.valueOf(to));
        } else {
          throw new IllegalArgumentException(
              "no field of the trip is meant by " + relaxation.field());
        }
      }
    }
  }

  private void changeWish(String placeId, Wish wish) {
    candidates.replaceAll(place -> place.id().equals(placeId) ? place.withWish(wish) : place);
  }

  private PlanningProblem build() {
    List<Stay> stays = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      stays.add(problem.stays().get(i).withDates(arrivals.get(i), departures.get(i)));
    }
    return new PlanningProblem(
        stays,
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
}
