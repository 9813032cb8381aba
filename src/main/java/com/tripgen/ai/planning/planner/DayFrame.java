package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.TransitPoint;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the dates and times of a trip say of one day, before any place is looked at.
///
/// @param number from 1
/// @param opens minute at which the day window opens
/// @param closes minute at which it closes; not after `opens` when the window is empty
/// @param transfer the way from the stay before, on a day of change
record DayFrame(
    int number,
    LocalDate date,
    int stay,
    int opens,
    int closes,
    boolean startsAtArrivalPoint,
    boolean endsAtDeparturePoint,
    @Nullable Transfer transfer) {

  static List<DayFrame> of(PlanningProblem problem) {
    LocalDate first = problem.stays().getFirst().arrivalDate();
    LocalDate last = problem.stays().getLast().departureDate();
    List<DayFrame> frames = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      int stay = stayOn(problem.stays(), date);
      Stay here = problem.stays().get(stay);
      boolean changes = stay > 0 && date.equals(here.arrivalDate());
      frames.add(
          new DayFrame(
              frames.size() + 1,
              date,
              stay,
              opens(problem, date.equals(first)),
              closes(problem, date.equals(last)),
              changes ? here.arrivalTime() != null : date.equals(first),
              date.equals(last),
              changes ? Transfer.into(problem, stay) : null));
    }
    return frames;
  }

  private static int stayOn(List<Stay> stays, LocalDate date) {
    int stay = 0;
    while (stay + 1 < stays.size() && !stays.get(stay + 1).arrivalDate().isAfter(date)) {
      stay++;
    }
    return stay;
  }

  private static int opens(PlanningProblem problem, boolean first) {
    int daily = Meal.minute(problem.hours().start());
    LocalTime arrival = problem.stays().getFirst().arrivalTime();
    return first && arrival != null
        ? Math.max(daily, Meal.minute(arrival) + PlanningRules.AFTER_ARRIVAL_MINUTES)
        : daily;
  }

  private static int closes(PlanningProblem problem, boolean last) {
    int daily = Meal.minute(problem.hours().end());
    Stay stay = problem.stays().getLast();
    LocalTime departure = stay.departureTime();
    if (!last || departure == null) {
      return daily;
    }
    TransitPoint point = stay.departurePoint();
    boolean flies = point != null && point.kind() == TransitPoint.Kind.AIRPORT;
    int before =
        flies ? PlanningRules.BEFORE_FLIGHT_MINUTES : PlanningRules.BEFORE_DEPARTURE_MINUTES;
    return Math.min(daily, Meal.minute(departure) - before);
  }

  /// The first minute at which the party can leave its start point.
  int ready() {
    return transfer == null ? opens : Math.max(opens, transfer.arrives());
  }

  /// Whether the party would still be on its way when the next day begins.
  boolean travelsIntoNextDay() {
    return transfer != null && transfer.arrives() > Transfer.DAY + opens;
  }

  /// Starts of a meal after the transfer, or on a day without one.
  int[] startsInTheDay(Meal meal) {
    return meal.starts(ready(), closes);
  }

  int[] startsBeforeTransfer(Meal meal) {
    return transfer == null
        ? StartTimes.NONE
        : meal.starts(opens, Math.min(closes, transfer.leaves()));
  }
}
