package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.PlanningRules.HealthPace;
import com.tripgen.ai.planning.Wishes;

/// What the search weighs on every day.
///
/// @param target sights a day above which only must-visits are added
/// @param sightBonus what every sight is worth beside its score, to a party that wants to see more
/// @param travelCost a minute of travel or waiting
/// @param repetition factor for each sight of the same category before
record Terms(HealthPace pace, int target, double sightBonus, double travelCost, double repetition) {
  private static final double MORE_SIGHTS_BONUS = 25;

  static Terms of(PlanningProblem problem) {
    HealthPace pace = PlanningRules.pace(problem.party().weakest());
    Wishes.Pace wished = problem.wishes().pace();
    return new Terms(
        pace,
        switch (wished) {
          case FEWER -> pace.leastSights();
          case USUAL, MORE -> pace.mostSights();
        },
        wished == Wishes.Pace.MORE ? MORE_SIGHTS_BONUS : 0,
        PlanningRules.TRAVEL_COST_PER_MINUTE,
        PlanningRules.REPETITION_FACTOR);
  }
}
