package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.schedules.DayEntry.Endpoint;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose the dates of a trip are, and where its days begin and end, as [PlanningRules] says.
///
/// [PlanningRules]: com.tripgen.ai.planning.PlanningRules
final class DayEnds {
  private DayEnds() {}

  /// The last stay that has begun: a date shared by two stays belongs to the arriving one.
  static int stayOf(PlanningProblem problem, LocalDate date) {
    int owner = 0;
    for (int i = 1; i < problem.stays().size(); i++) {
      if (!problem.stays().get(i).arrivalDate().isAfter(date)) {
        owner = i;
      }
    }
    return owner;
  }

  static boolean isDayOfChange(PlanningProblem problem, LocalDate date, int stay) {
    return stay > 0 && date.equals(problem.stays().get(stay).arrivalDate());
  }

  static Endpoint start(PlanningProblem problem, LocalDate date, int index) {
    Stay stay = problem.stays().get(index);
    boolean arrives =
        isDayOfChange(problem, date, index)
            ? stay.arrivalTime() != null
            : date.equals(problem.stays().getFirst().arrivalDate());
    return arrives ? point(stay.arrivalPoint(), stay.base()) : base(stay.base());
  }

  static Endpoint end(PlanningProblem problem, LocalDate date, int index) {
    List<Stay> stays = problem.stays();
    Stay stay = stays.get(index);
    return date.equals(stays.getLast().departureDate())
        ? point(stay.departurePoint(), stay.base())
        : base(stay.base());
  }

  private static Endpoint point(@Nullable TransitPoint point, Base base) {
    Coordinates coordinates = point == null ? null : point.coordinates();
    return point == null || coordinates == null
        ? base(base)
        : new Endpoint(point.name(), coordinates, Endpoint.Source.TRANSIT_POINT);
  }

  private static Endpoint base(Base base) {
    return new Endpoint(
        base.name(), base.coordinates(), Endpoint.Source.valueOf(base.source().name()));
  }
}
