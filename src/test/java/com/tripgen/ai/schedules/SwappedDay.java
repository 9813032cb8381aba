package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Rest;
import com.tripgen.ai.planning.ReturnLeg;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A day of a plan with another place in one position, and new times: every stop as early as it can
/// be. Written for tests, from the rules, without the code of the planner or the checker.
final class SwappedDay {
  private static final int DAY = 24 * 60;

  private final PlanningProblem problem;
  private final DayPlan day;
  private final int swapped;
  private final Candidate place;
  private final Coordinates start;
  private final Coordinates end;

  private record Timed(List<Stop> stops, Coordinates at, int free) {}

  private SwappedDay(PlanningProblem problem, DayPlan day, int swapped, Candidate place) {
    this.problem = problem;
    this.day = day;
    this.swapped = swapped;
    this.place = place;
    this.start = DayEnds.start(problem, day.date(), day.stay()).coordinates();
    this.end = DayEnds.end(problem, day.date(), day.stay()).coordinates();
  }

  /// Empty when a stop cannot begin in time; whether the day is right is for the checker to say.
  static Optional<DayPlan> of(PlanningProblem problem, DayPlan day, int position, Candidate place) {
    SwappedDay swap = new SwappedDay(problem, day, position, place);
    return swap.goOn(new Timed(List.of(), swap.start, swap.ready())).map(swap::written);
  }

  /// The first minute after the way between cities, else of the day.
  private int ready() {
    LocalTime arrival = problem.stays().getFirst().arrivalTime();
    int open = minute(problem.hours().start());
    if (day.intercity() != null) {
      return Math.max(open, minute(day.intercity().start()) + day.intercity().minutes());
    }
    return day.number() == 1 && arrival != null
        ? Math.max(open, minute(arrival) + PlanningRules.AFTER_ARRIVAL_MINUTES)
        : open;
  }

  private Optional<Timed> goOn(Timed so) {
    int next = so.stops().size();
    if (next == day.stops().size()) {
      return Optional.of(so);
    }
    Stop stop = day.stops().get(next);
    if (isBeforeTheWay(stop)) {
      return goOn(new Timed(with(so.stops(), stop), so.at(), so.free()));
    }
    Candidate there = next == swapped ? place : known(stop.placeId());
    Set<Coordinates> points =
        new LinkedHashSet<>(
            there == null ? List.of(so.at(), start, end) : List.of(there.coordinates()));
    for (Coordinates point : points) {
      Optional<Timed> whole = stop(so, stop, there, point).flatMap(this::goOn);
      if (whole.filter(this::isBackInTime).isPresent()) {
        return whole;
      }
    }
    return Optional.empty();
  }

  private boolean isBackInTime(Timed all) {
    return all.free() + leg(all.at(), end).minutes() <= close();
  }

  private int close() {
    Stay last = problem.stays().getLast();
    int close = minute(problem.hours().end());
    LocalTime departure = last.departureTime();
    if (!day.date().equals(last.departureDate()) || departure == null) {
      return close;
    }
    TransitPoint point = last.departurePoint();
    boolean flies = point != null && point.kind() == TransitPoint.Kind.AIRPORT;
    return Math.min(
        close,
        minute(departure)
            - (flies
                ? PlanningRules.BEFORE_FLIGHT_MINUTES
                : PlanningRules.BEFORE_DEPARTURE_MINUTES));
  }

  private Optional<Timed> stop(
      Timed before, Stop stop, @Nullable Candidate there, Coordinates point) {
    Leg leg = leg(before.at(), point);
    int arrival = before.free() + leg.minutes();
    int minutes =
        stop.kind() == StopKind.MEAL || there == null
            ? PlanningRules.MEAL_MINUTES
            : there.visit().minutes();
    if (stop.kind() == StopKind.MEAL) {
      boolean lunch = stop.start().isBefore(LocalTime.of(16, 0));
      arrival =
          Math.max(arrival, minute(lunch ? PlanningRules.LUNCH_FROM : PlanningRules.DINNER_FROM));
    }
    int begin = there == null ? arrival : opens(there, day.date(), arrival, minutes);
    if (begin < 0 || begin + minutes > DAY) {
      return Optional.empty();
    }
    return Optional.of(
        new Timed(
            with(before.stops(), timed(stop, there, point, begin, minutes, leg)),
            point,
            begin + minutes));
  }

  /// The first minute from which it is open long enough; negative when there is none.
  private static int opens(Candidate place, LocalDate date, int from, int minutes) {
    if (place.opening().hours() == null) {
      return from;
    }
    int first = -1;
    for (OpenInterval open : place.opening().hours().on(date.getDayOfWeek())) {
      int begin = Math.max(from, open.open());
      boolean fits =
          begin + minutes <= open.close()
              && begin <= open.close() - place.opening().lastEntryBeforeClose();
      first = fits && (first < 0 || begin < first) ? begin : first;
    }
    return first;
  }

  private static Stop timed(
      Stop stop, @Nullable Candidate there, Coordinates point, int begin, int minutes, Leg leg) {
    return new Stop(
        stop.kind(),
        there == null ? null : there.id(),
        there == null ? stop.name() : there.name(),
        there == null ? null : there.category(),
        point,
        LocalTime.ofSecondOfDay(begin % DAY * 60L),
        minutes,
        leg,
        there == null ? stop.hoursKnown() : there.opening().hours() != null,
        true);
  }

  private DayPlan written(Timed all) {
    return new DayPlan(
        day.number(),
        day.date(),
        day.stay(),
        all.stops(),
        rests(all.stops()),
        day.intercity(),
        new ReturnLeg("end", LocalTime.ofSecondOfDay(all.free() % DAY * 60L), leg(all.at(), end)),
        day.shortfall(),
        day.exposed().stream()
            .filter(id -> !id.equals(day.stops().get(swapped).placeId()))
            .toList());
  }

  /// As many as find room, wherever they do.
  private static List<Rest> rests(List<Stop> stops) {
    List<Rest> rests = new ArrayList<>();
    for (Stop stop : stops) {
      if (stop.kind() == StopKind.SIGHT && stop.placeId() != null) {
        for (int i = PlanningRules.REST_MINUTES; i <= stop.minutes(); i += 15) {
          LocalTime begin = stop.start().plusMinutes(i - 15L);
          rests.add(new Rest(begin, PlanningRules.REST_MINUTES, stop.placeId(), false));
        }
      }
    }
    return rests;
  }

  private Leg leg(Coordinates from, Coordinates to) {
    double kilometres = kilometres(from, to);
    boolean limited = problem.party().weakest() == HealthStatus.LIMITED;
    boolean slow = problem.party().weakest().weakerThan(HealthStatus.GOOD);
    if (kilometres <= PlanningRules.WALK_UP_TO_KM) {
      double kmh = slow ? PlanningRules.SLOW_WALK_KMH : PlanningRules.WALK_KMH;
      return new Leg(TravelMode.WALK, null, up(kilometres / kmh * 60), kilometres);
    }
    double near = Math.min(kilometres, PlanningRules.NEAR_KM);
    double far = kilometres - near;
    boolean own = problem.transport() == TransportMode.CAR;
    return own || limited
        ? new Leg(
            TravelMode.CAR,
            own ? Vehicle.OWN_CAR : Vehicle.TAXI,
            up(
                PlanningRules.CAR_FIXED_MINUTES
                    + near / PlanningRules.CAR_NEAR_KMH * 60
                    + far / PlanningRules.CAR_FAR_KMH * 60),
            kilometres)
        : new Leg(
            TravelMode.PUBLIC,
            null,
            up(
                PlanningRules.PUBLIC_FIXED_MINUTES
                    + near / PlanningRules.PUBLIC_NEAR_KMH * 60
                    + far / PlanningRules.PUBLIC_FAR_KMH * 60),
            kilometres);
  }

  /// By the spherical law of cosines, which is no worse than metres in a city.
  private static double kilometres(Coordinates from, Coordinates to) {
    if (from.equals(to)) {
      return 0;
    }
    double a = Math.toRadians(from.latitude());
    double b = Math.toRadians(to.latitude());
    double cos =
        Math.sin(a) * Math.sin(b)
            + Math.cos(a)
                * Math.cos(b)
                * Math.cos(Math.toRadians(to.longitude() - from.longitude()));
    return PlanningRules.DETOUR * PlanningRules.EARTH_RADIUS_KM * Math.acos(Math.clamp(cos, -1, 1));
  }

  private static int up(double minutes) {
    return (int) Math.ceil(minutes - 1e-6);
  }

  private boolean isBeforeTheWay(Stop stop) {
    return day.intercity() != null && stop.start().isBefore(day.intercity().start());
  }

  private @Nullable Candidate known(@Nullable String id) {
    return problem.candidates().stream()
        .filter(candidate -> candidate.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  private static List<Stop> with(List<Stop> stops, Stop stop) {
    List<Stop> longer = new ArrayList<>(stops);
    longer.add(stop);
    return longer;
  }

  private static int minute(LocalTime time) {
    return time.toSecondOfDay() / 60;
  }
}
