package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlanningRules;
import java.util.List;

/// A candidate that the party may visit.
///
/// @param index among the places of the trip, in the order of ids
/// @param twins indexes of places that are the same place under another id
record Place(int index, Candidate candidate, List<Integer> twins) implements Spot {
  private static final List<PlaceCategory> CATEGORIES = List.of(PlaceCategory.values());

  @Override
  public int minutes() {
    return candidate.visit().minutes();
  }

  @Override
  public int restRoom() {
    return minutes() / PlanningRules.REST_MINUTES;
  }

  @Override
  public int category() {
    return CATEGORIES.indexOf(candidate.category());
  }

  @Override
  public boolean isFood() {
    return candidate.isFood();
  }

  @Override
  public boolean isMustVisit() {
    return candidate.isMustVisit();
  }

  boolean hasRestPoint() {
    return !candidate.details().restPoints().isEmpty();
  }
}
