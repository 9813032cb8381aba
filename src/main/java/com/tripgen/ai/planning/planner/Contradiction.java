package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.PlanningProblem;
import java.util.List;

/// What makes a trip infeasible.
record Contradiction(Constraint constraint, String explanation) {

  static Contradiction in(Feasibility feasibility) {
    TripModel trip = feasibility.trip();
    Wording words = new Wording(trip.problem().language());
    if (feasibility.impossibleDay().isPresent()) {
      TripDay day = trip.days().get(feasibility.impossibleDay().getAsInt());
      if (day.frame().travelsIntoNextDay()) {
        String city = trip.problem().stays().get(day.frame().stay()).city();
        return new Contradiction(Constraint.TRANSFER_POSSIBLE, words.arrivesTooLate(city));
      }
      return new Contradiction(Constraint.DAY_WINDOW, words.impossibleDay(day.frame().date()));
    }
    List<Candidate> missing =
        feasibility.hopeless().isEmpty() ? feasibility.crowdedOut() : feasibility.hopeless();
    return of(missing.getFirst(), trip, words);
  }

  private static Contradiction of(Candidate place, TripModel trip, Wording words) {
    String name = place.name();
    PlanningProblem problem = trip.problem();
    if (place.stay() < 0 || place.stay() >= problem.stays().size()) {
      return new Contradiction(Constraint.KNOWN_PLACE, words.noStay(name));
    }
    if (trip.rules().isTooHardFor(place)) {
      return new Contradiction(Constraint.HEALTH_PACE, words.tooHard(name));
    }
    return trip.find(place.id())
        .map(known -> of(known, trip, words))
        .orElseGet(() -> new Contradiction(Constraint.KNOWN_PLACE, words.tooFarOff(name)));
  }

  private static Contradiction of(Place place, TripModel trip, Wording words) {
    String name = place.candidate().name();
    List<TripDay> days =
        trip.days().stream().filter(day -> day.frame().stay() == place.candidate().stay()).toList();
    if (days.stream().noneMatch(day -> isOpen(day, place))) {
      return new Contradiction(Constraint.OPEN_HOURS, words.closed(name));
    }
    if (days.stream().noneMatch(day -> isNear(day, place))) {
      return new Contradiction(Constraint.TRANSFER_POSSIBLE, words.tooLongAWay(name));
    }
    if (!new MustVisits(trip).hasRoomAlone(place)) {
      return new Contradiction(Constraint.DAY_WINDOW, words.noRoomAlone(name));
    }
    boolean twice = place.twins().stream().anyMatch(twin -> trip.places().get(twin).isMustVisit());
    return twice
        ? new Contradiction(Constraint.NO_REPEAT, words.twice(name))
        : new Contradiction(Constraint.MUST_VISIT, words.noRoomTogether(name));
  }

  private static boolean isOpen(TripDay day, Place place) {
    return day.model().starts(sight(day, place)).length > 0;
  }

  private static boolean isNear(TripDay day, Place place) {
    DayModel model = day.model();
    int node = StopCode.node(sight(day, place));
    return model.network().leg(model.start(), true, node, true) != Network.TOO_FAR
        && model.network().leg(node, true, model.end(), true) != Network.TOO_FAR;
  }

  private static int sight(TripDay day, Place place) {
    return StopCode.at(StopCode.SIGHT, day.stay().places().indexOf(place));
  }
}
