package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.PlanningRules;
import java.util.List;

/// A candidate that the party may visit.
///
/// @param index among the places of the trip, in the order of ids
/// @param twins indexes of places that are the same place under another id
record Place(int index, Candidate candidate, List<Integer> twins) {

  int minutes() {
    return candidate.visit().minutes();
  }

  /// Rests that its stay has room for.
  int restRoom() {
    return minutes() / PlanningRules.REST_MINUTES;
  }

  boolean hasRestPoint() {
    return !candidate.details().restPoints().isEmpty();
  }
}
