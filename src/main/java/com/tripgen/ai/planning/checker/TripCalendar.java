package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.AFTER_ARRIVAL_MINUTES;
import static com.tripgen.ai.planning.PlanningRules.BEFORE_DEPARTURE_MINUTES;
import static com.tripgen.ai.planning.PlanningRules.BEFORE_FLIGHT_MINUTES;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.TransitPoint;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The dates of a trip and the frame of each, in order.
record TripCalendar(List<DayFrame> days) {

  static TripCalendar of(PlanningProblem problem) {
    LocalDate first = problem.stays().getFirst().arrivalDate();
    LocalDate last = problem.stays().getLast().departureDate();
    List<DayFrame> days = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      days.add(frame(problem, date, days.size() + 1));
    }
    return new TripCalendar(List.copyOf(days));
  }

  Optional<DayFrame> on(LocalDate date) {
    return days.stream().filter(day -> day.date().equals(date)).findFirst();
  }

  private static DayFrame frame(PlanningProblem problem, LocalDate date, int number) {
    int index = owner(problem.stays(), date);
    Stay stay = problem.stays().get(index);
    boolean changes = index > 0 && date.equals(stay.arrivalDate());
    boolean first = date.equals(problem.stays().getFirst().arrivalDate());
    boolean last = date.equals(problem.stays().getLast().departureDate());
    Coordinates base = stay.base().coordinates();
    boolean fromArrivalPoint = changes ? stay.arrivalTime() != null : first;
    return new DayFrame(
        number,
        date,
        index,
        base,
        fromArrivalPoint ? point(stay.arrivalPoint(), base) : base,
        last ? point(stay.departurePoint(), base) : base,
        open(problem, first),
        close(problem, last),
        changes ? change(problem, index) : null);
  }

  /// The last stay that has begun: a date shared by two stays belongs to the arriving one.
  private static int owner(List<Stay> stays, LocalDate date) {
    int owner = 0;
    for (int i = 1; i < stays.size(); i++) {
      if (!stays.get(i).arrivalDate().isAfter(date)) {
        owner = i;
      }
    }
    return owner;
  }

  private static Coordinates point(@Nullable TransitPoint point, Coordinates base) {
    Coordinates coordinates = point == null ? null : point.coordinates();
    return coordinates == null ? base : coordinates;
  }

  private static int open(PlanningProblem problem, boolean first) {
    int daily = MinuteOfDay.of(problem.hours().start());
    LocalTime arrival = problem.stays().getFirst().arrivalTime();
    return first && arrival != null
        ? Math.max(daily, MinuteOfDay.of(arrival) + AFTER_ARRIVAL_MINUTES)
        : daily;
  }

  private static int close(PlanningProblem problem, boolean last) {
    int daily = MinuteOfDay.of(problem.hours().end());
    Stay stay = problem.stays().getLast();
    LocalTime departure = stay.departureTime();
    if (!last || departure == null) {
      return daily;
    }
    TransitPoint point = stay.departurePoint();
    boolean flies = point != null && point.kind() == TransitPoint.Kind.AIRPORT;
    int before = flies ? BEFORE_FLIGHT_MINUTES : BEFORE_DEPARTURE_MINUTES;
    return Math.min(daily, MinuteOfDay.of(departure) - before);
  }

  private static DayFrame.Change change(PlanningProblem problem, int index) {
    Stay before = problem.stays().get(index - 1);
    Stay stay = problem.stays().get(index);
    IntercityRoute route = problem.routes().get(index - 1);
    LocalTime departure = before.departureTime();
    LocalTime arrival = stay.arrivalTime();
    int leaves;
    int minutes = route.minutes();
    if (departure != null) {
      leaves = MinuteOfDay.of(departure);
      if (arrival != null) {
        minutes = Math.floorMod(MinuteOfDay.of(arrival) - leaves, MinuteOfDay.DAY);
      }
    } else if (arrival != null) {
      leaves = MinuteOfDay.of(arrival) - minutes;
    } else {
      leaves = MinuteOfDay.of(problem.hours().start());
    }
    return new DayFrame.Change(
        before.city(), stay.city(), before.base().coordinates(), leaves, leaves + minutes, route);
  }
}
