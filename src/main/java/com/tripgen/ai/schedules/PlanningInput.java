package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.sources.Note;
import java.util.List;
import java.util.Map;

/// What a schedule was made from, frozen with it: everything later changes of the schedule are
/// judged by.
///
/// @param format of this JSON; grows when its shape changes
/// @param notes what the sources remarked
/// @param parking by place id, where the request tells more of it than a name
record PlanningInput(
    int format,
    String tripId,
    PlanningProblem problem,
    List<Note> notes,
    Map<String, PlaceEntry.Parking> parking) {
  static final int FORMAT = 1;

  PlanningInput {
    if (format != FORMAT) {
      throw new IllegalArgumentException("planning input of format " + format + " is unknown");
    }
    notes = List.copyOf(notes);
    parking = Map.copyOf(parking);
  }

  /// The same of another problem.
  PlanningInput with(PlanningProblem other) {
    return new PlanningInput(format, tripId, other, notes, parking);
  }

  PlanningInput(TripRequest request, PlanningProblem problem, List<Note> notes) {
    this(FORMAT, request.tripId(), problem, notes, request.parking());
  }
}
