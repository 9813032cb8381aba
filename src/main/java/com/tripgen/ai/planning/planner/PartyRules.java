package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.PlanningProblem;

/// What the party can do in a day, and what it likes.
record PartyRules(HealthStatus weakest, Terms terms, PlaceScores scores) {

  static PartyRules of(PlanningProblem problem) {
    return new PartyRules(
        problem.party().weakest(),
        Terms.of(problem),
        new PlaceScores(problem.party(), problem.wishes()));
  }

  boolean isTooHardFor(Candidate place) {
    return place.visit().effort() == Effort.STRENUOUS && weakest.weakerThan(HealthStatus.GOOD);
  }
}
