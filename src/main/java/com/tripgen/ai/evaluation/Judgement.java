package com.tripgen.ai.evaluation;

import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.checker.DayFigures;
import com.tripgen.ai.sources.TripFacts;
import java.util.List;

/// What came of one request.
///
/// @param number of the request
/// @param planMs CPU time of the planner for the request as it was made
/// @param violations of the plan, be it of the request or of the relaxed one
/// @param days of a plan without violations
/// @param trouble why there is no plan; empty when there is one
record Judgement(
    int number,
    TripFacts request,
    Ending ending,
    double planMs,
    List<Violation> violations,
    List<DayFigures> days,
    String trouble) {
  enum Ending {
    PLANNED,
    /// The request was refused as infeasible, and the relaxation that came with it gave a plan.
    RELAXED,
    UNDELIVERED
  }

  boolean isDelivered() {
    return ending != Ending.UNDELIVERED;
  }

  boolean passes() {
    return isDelivered() && violations.isEmpty();
  }
}
