package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.PlanningProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Whether a trip can be planned at all: every day is possible without any place, and all
/// must-visits find room together. Whatever is added later never takes that away.
///
/// @param solution with every must-visit that found room and nothing else; bare when a day is
///   impossible
/// @param hopeless must-visits that no day could have, even alone
/// @param crowdedOut must-visits that found no room beside the others
record Feasibility(
    TripModel trip, Solution solution, List<Candidate> hopeless, List<Candidate> crowdedOut) {
  private static final int ITERATIONS = 1500;

  static Feasibility of(PlanningProblem problem, Pulse pulse) throws PlanningCancelledException {
    TripModel trip = TripModel.of(problem, pulse);
    pulse.reached(PlanPhase.PREPARED);
    Solution bare = trip.bareSolution();
    List<Candidate> hopeless = hopeless(trip, pulse);
    if (!trip.isPossible() || !hopeless.isEmpty()) {
      return new Feasibility(trip, bare, hopeless, List.of());
    }
    boolean[] allowed = trip.mustVisits();
    boolean tooMany = new MustVisits(trip).surplus() > 0;
    Search search = new Search(bare, allowed, new SplittableRandom(problem.seed()), pulse);
    Solution solution =
        search.run(
            PlanPhase.MUST_VISITS, tooMany ? 0 : ITERATIONS, best -> missing(trip, best).isEmpty());
    return new Feasibility(
        trip, solution, List.of(), missing(trip, solution).stream().map(Place::candidate).toList());
  }

  private static List<Place> missing(TripModel trip, Solution solution) {
    return trip.places().stream()
        .filter(place -> place.isMustVisit() && !solution.contains(place.index()))
        .toList();
  }

  private static List<Candidate> hopeless(TripModel trip, Pulse pulse)
      throws PlanningCancelledException {
    MustVisits mustVisits = new MustVisits(trip);
    List<Candidate> hopeless = new ArrayList<>();
    for (Candidate place : trip.problem().candidates()) {
      pulse.poll();
      if (place.isMustVisit()
          && !trip.find(place.id()).map(mustVisits::hasRoomAlone).orElse(false)) {
        hopeless.add(place);
      }
    }
    return hopeless;
  }

  boolean isPossible() {
    return trip.isPossible() && hopeless.isEmpty() && crowdedOut.isEmpty();
  }

  /// The first day that is impossible whatever the places.
  OptionalInt impossibleDay() {
    return IntStream.range(0, trip.days().size())
        .filter(day -> !trip.days().get(day).possible())
        .findFirst();
  }
}
