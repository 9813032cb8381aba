package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.PlanningRules.HealthPace;
import com.tripgen.ai.planning.Wishes;

/// What the party can do in a day, and what it likes.
///
/// @param target sights a day above which only must-visits are added
/// @param sightBonus what every sight is worth beside its score, to a party that wants to see more
record PartyRules(
    HealthStatus weakest, HealthPace pace, int target, double sightBonus, PlaceScores scores) {
  private static final double MORE_SIGHTS_BONUS = 25;

  static PartyRules of(PlanningProblem problem) {
    HealthStatus weakest = problem.party().weakest();
    HealthPace pace = PlanningRules.pace(weakest);
    Wishes.Pace wished = problem.wishes().pace();
    return new PartyRules(
        weakest,
        pace,
        switch (wished) {
          case FEWER -> pace.leastSights();
          case USUAL, MORE -> pace.mostSights();
        },
        wished == Wishes.Pace.MORE ? MORE_SIGHTS_BONUS : 0,
        new PlaceScores(problem.party(), problem.wishes()));
  }

  boolean isTooHardFor(Candidate place) {
    return place.visit().effort() == Effort.STRENUOUS && weakest.weakerThan(HealthStatus.GOOD);
  }
}
