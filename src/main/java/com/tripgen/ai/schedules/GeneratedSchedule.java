package com.tripgen.ai.schedules;

import com.tripgen.ai.models.ModelUse;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;

/// A schedule that keeps every constraint and is not stored yet.
///
/// @param document as JSON
/// @param problem that it was planned from
/// @param plan as the document tells it
/// @param summary for the job, as JSON
/// @param planningInput the [PlanningInput] as JSON
public record GeneratedSchedule(
    String tripId,
    String document,
    PlanningProblem problem,
    Plan plan,
    String summary,
    String planningInput,
    ModelUse models) {}
