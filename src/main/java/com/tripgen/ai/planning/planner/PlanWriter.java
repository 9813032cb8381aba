package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.IntercityLeg;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.ReturnLeg;
import com.tripgen.ai.planning.Shortfall;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns routes and their times back into the records of a plan.
final class PlanWriter {
  private static final int DAY = 24 * 60;

  private final TripModel trip;

  PlanWriter(TripModel trip) {
    this.trip = trip;
  }

  Plan write(List<Timetable> times) {
    List<DayPlan> days = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      days.add(day(trip.days().get(i), times.get(i)));
    }
    return new Plan(days);
  }

  private DayPlan day(TripDay day, Timetable times) {
    DayRoute route = times.route();
    DayFrame frame = day.frame();
    List<Stop> stops = new ArrayList<>(mealsBeforeTransfer(day.model()));
    for (int i = 0; i < route.size(); i++) {
      stops.add(stop(day, times, i));
    }
    return new DayPlan(
        frame.number(),
        frame.date(),
        frame.stay(),
        stops,
        RestPlan.of(day, times),
        intercity(frame),
        returnLeg(day, times, stops.isEmpty()),
        shortfall(route),
        exposed(day, route));
  }

  private List<Stop> mealsBeforeTransfer(DayModel day) {
    Transfer transfer = day.frame().transfer();
    List<Stop> meals = new ArrayList<>();
    if (transfer != null) {
      Stay from = transfer.from();
      for (Meal meal : Meal.values()) {
        int start = day.startBeforeTransfer(meal);
        if (start != StartTimes.NEVER) {
          Coordinates base = from.base().coordinates();
          Leg leg = trip.travel().leg(base, base);
          meals.add(freeMeal(from.base().name(), base, start, leg));
        }
      }
    }
    meals.sort(Comparator.comparing(Stop::start));
    return meals;
  }

  private Stop stop(TripDay day, Timetable times, int i) {
    DayRoute route = times.route();
    StayModel stay = day.stay();
    int code = route.code(i);
    int before = i == 0 ? route.day().start() : route.at(i - 1);
    Leg leg = trip.travel().leg(stay.coordinates(before), stay.coordinates(route.at(i)));
    int start = times.start(i);
    if (StopCode.isFreeMeal(code)) {
      return freeMeal(stay.name(route.at(i)), stay.coordinates(route.at(i)), start, leg);
    }
    Candidate place = stay.place(route.at(i)).candidate();
    return new Stop(
        StopCode.isSight(code) ? StopKind.SIGHT : StopKind.MEAL,
        place.id(),
        place.name(),
        place.category(),
        place.coordinates(),
        time(start),
        route.day().minutes(code),
        leg,
        place.opening().hours() != null,
        place.origin() != Origin.MODEL);
  }

  private static Stop freeMeal(String near, Coordinates point, int start, Leg leg) {
    return new Stop(
        StopKind.MEAL,
        null,
        near,
        null,
        point,
        time(start),
        PlanningRules.MEAL_MINUTES,
        leg,
        true,
        true);
  }

  private @Nullable IntercityLeg intercity(DayFrame frame) {
    Transfer transfer = frame.transfer();
    return transfer == null
        ? null
        : new IntercityLeg(
            transfer.from().city(),
            trip.problem().stays().get(frame.stay()).city(),
            transfer.route().mode(),
            time(transfer.leaves()),
            transfer.minutes(),
            transfer.route().kilometres(),
            transfer.route().route());
  }

  private @Nullable ReturnLeg returnLeg(TripDay day, Timetable times, boolean noStops) {
    DayRoute route = times.route();
    int end = route.day().end();
    int last = route.size() == 0 ? route.day().start() : route.at(route.size() - 1);
    Coordinates from = day.stay().coordinates(last);
    Coordinates to = day.stay().coordinates(end);
    if (noStops && CityTravel.samePoint(from, to)) {
      return null;
    }
    return new ReturnLeg(day.stay().name(end), time(times.setsOut()), trip.travel().leg(from, to));
  }

  private @Nullable Shortfall shortfall(DayRoute route) {
    int least = route.day().pace().leastSights();
    return route.sights() >= least
        ? null
        : new Shortfall(least, route.sights(), new Wording(trip.problem().language()).shortfall());
  }

  private static List<String> exposed(TripDay day, DayRoute route) {
    List<String> exposed = new ArrayList<>();
    for (int i = 0; i < route.size(); i++) {
      if (day.isExposed(route.code(i))) {
        exposed.add(day.place(route.code(i)).candidate().id());
      }
    }
    return exposed;
  }

  private static LocalTime time(int minute) {
    int ofDay = Math.floorMod(minute, DAY);
    return LocalTime.of(ofDay / 60, ofDay % 60);
  }
}
