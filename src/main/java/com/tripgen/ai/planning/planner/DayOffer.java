package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules;
import java.time.LocalDate;
import java.util.Map;

/// Works out what the places of a stay offer on a date.
record DayOffer(DayFrame frame, StayModel stay, PartyRules rules, boolean bad) {

  DayModel day(Map<Meal, Meal.Side> meals, Pulse pulse) throws PlanningCancelledException {
    int start = frame.startsAtArrivalPoint() ? stay.arrivalPoint() : stay.base();
    int end = frame.endsAtDeparturePoint() ? stay.departurePoint() : stay.base();
    return new DayModel(
        frame, stay.network(), start, end, rules.terms(), offer(meals, pulse), meals);
  }

  private Offer offer(Map<Meal, Meal.Side> meals, Pulse pulse) throws PlanningCancelledException {
    Offer offer = new Offer(stay.places().size());
    for (int node = 0; node < stay.places().size(); node++) {
      pulse.poll();
      Place place = stay.place(node);
      offer.setValue(node, rules.scores().on(place.candidate(), frame.date().getMonth(), bad));
      int visit = place.minutes();
      offer.setStarts(StopCode.SIGHT, node, starts(place, visit), withRest(place, visit));
      for (Meal meal : Meal.values()) {
        if (place.isFood() && meals.get(meal) == Meal.Side.IN_THE_DAY) {
          int[] due = part(starts(place, PlanningRules.MEAL_MINUTES), frame.startsInTheDay(meal));
          int[] rested = part(withRest(place, PlanningRules.MEAL_MINUTES), due);
          offer.setStarts(StopCode.role(meal), node, due, rested);
        }
      }
    }
    return offer;
  }

  private int[] starts(Place place, int minutes) {
    LocalDate date = frame.date();
    return StartTimes.of(place.candidate().opening(), date, minutes);
  }

  private int[] withRest(Place place, int minutes) {
    return part(starts(place, minutes + PlanningRules.REST_MINUTES), starts(place, minutes));
  }

  private static int[] part(int[] starts, int[] within) {
    return within.length == 0
        ? within
        : StartTimes.within(starts, within[0], within[within.length - 1]);
  }
}
