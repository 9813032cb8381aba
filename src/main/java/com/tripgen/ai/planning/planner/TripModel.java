package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Wish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A planning problem compiled for the search: only places that may be visited at all, and every
/// day with the route it has before anything is planned.
///
/// @param places in the order of ids
record TripModel(
    PlanningProblem problem,
    PartyRules rules,
    CityTravel travel,
    List<Place> places,
    List<TripDay> days) {

  static TripModel of(PlanningProblem problem, Pulse pulse) throws PlanningCancelledException {
    PartyRules rules = PartyRules.of(problem);
    CityTravel travel = new CityTravel(rules.weakest(), problem.transport());
    List<Place> places = places(problem, rules, pulse);
    List<StayModel> stays = new ArrayList<>();
    for (int i = 0; i < problem.stays().size(); i++) {
      int stay = i;
      List<Place> here = places.stream().filter(p -> p.candidate().stay() == stay).toList();
      stays.add(new StayModel(problem.stays().get(i), here, travel, pulse));
    }
    BadWeather weather = new BadWeather(problem.weather());
    List<TripDay> days = new ArrayList<>();
    for (DayFrame frame : DayFrame.of(problem)) {
      boolean bad = weather.on(frame.date(), frame.stay());
      days.add(day(new DayOffer(frame, stays.get(frame.stay()), rules, bad), pulse));
    }
    return new TripModel(problem, rules, travel, places, List.copyOf(days));
  }

  private static List<Place> places(PlanningProblem problem, PartyRules rules, Pulse pulse)
      throws PlanningCancelledException {
    List<Candidate> allowed =
        problem.candidates().stream()
            .filter(place -> mayBeVisited(problem, place, rules))
            .sorted(Comparator.comparing(Candidate::id))
            .toList();
    Map<String, List<Integer>> byName = new HashMap<>();
    for (int i = 0; i < allowed.size(); i++) {
      byName.computeIfAbsent(nameKey(allowed.get(i)), name -> new ArrayList<>()).add(i);
    }
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < allowed.size(); i++) {
      pulse.poll();
      Candidate place = allowed.get(i);
      int self = i;
      List<Integer> twins =
          byName.getOrDefault(nameKey(place), List.of()).stream()
              .filter(other -> other != self && isNear(allowed.get(other), place))
              .toList();
      places.add(new Place(i, place, twins));
    }
    return List.copyOf(places);
  }

  private static String nameKey(Candidate place) {
    return place.name().strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static boolean isNear(Candidate a, Candidate b) {
    return CityTravel.greatCircleKm(a.coordinates(), b.coordinates())
        <= PlanningRules.SAME_PLACE_KM;
  }

  private static boolean mayBeVisited(PlanningProblem problem, Candidate place, PartyRules rules) {
    return place.wish() != Wish.EXCLUDED
        && place.stay() >= 0
        && place.stay() < problem.stays().size()
        && !rules.isTooHardFor(place)
        && !isTooFarOff(problem, place);
  }

  /// A model may only propose what is near its destination.
  static boolean isTooFarOff(PlanningProblem problem, Candidate place) {
    return place.origin() == Origin.MODEL
        && CityTravel.greatCircleKm(
                place.coordinates(), problem.stays().get(place.stay()).base().coordinates())
            > PlanningRules.MODEL_PLACE_MAX_KM;
  }

  /// Where a meal can be taken on either side of a transfer, the longer side is tried first.
  private static TripDay day(DayOffer offer, Pulse pulse) throws PlanningCancelledException {
    DayFrame frame = offer.frame();
    DayRoute impossible = null;
    for (Meal.Side lunch : sides(frame, Meal.LUNCH)) {
      for (Meal.Side dinner : sides(frame, Meal.DINNER)) {
        Map<Meal, Meal.Side> meals = new EnumMap<>(Meal.class);
        meals.put(Meal.LUNCH, lunch);
        meals.put(Meal.DINNER, dinner);
        DayRoute route = new DayRoute(offer.day(meals, pulse));
        if (addFreeMeals(route, List.of(Meal.values()))) {
          return new TripDay(offer.stay(), offer.bad(), route, !frame.travelsIntoNextDay());
        }
        impossible = route;
      }
    }
    return new TripDay(offer.stay(), offer.bad(), Objects.requireNonNull(impossible), false);
  }

  private static List<Meal.Side> sides(DayFrame frame, Meal meal) {
    int before = length(frame.startsBeforeTransfer(meal));
    int after = length(frame.startsInTheDay(meal));
    if (before == 0 && after == 0) {
      return List.of(Meal.Side.NONE);
    }
    if (before == 0) {
      return List.of(Meal.Side.IN_THE_DAY);
    }
    if (after == 0) {
      return List.of(Meal.Side.BEFORE_TRANSFER);
    }
    return before > after
        ? List.of(Meal.Side.BEFORE_TRANSFER, Meal.Side.IN_THE_DAY)
        : List.of(Meal.Side.IN_THE_DAY, Meal.Side.BEFORE_TRANSFER);
  }

  private static int length(int[] starts) {
    return starts.length == 0 ? 0 : starts[1] - starts[0] + 1;
  }

  private static boolean addFreeMeals(DayRoute route, List<Meal> meals) {
    if (meals.isEmpty()) {
      return route.retime();
    }
    Meal meal = meals.getFirst();
    List<Meal> others = meals.subList(1, meals.size());
    if (!route.day().isInTheDay(meal)) {
      return addFreeMeals(route, others);
    }
    int position = route.size();
    for (int near = StopCode.NEAR_PREVIOUS; near <= StopCode.NEAR_END; near++) {
      route.insert(position, StopCode.freeMeal(StopCode.role(meal), near));
      if (addFreeMeals(route, others)) {
        return true;
      }
      route.remove(position);
    }
    return false;
  }

  Optional<Place> find(String id) {
    return places.stream().filter(place -> place.candidate().id().equals(id)).findFirst();
  }

  /// By index of place.
  boolean[] mustVisits() {
    boolean[] must = new boolean[places.size()];
    for (Place place : places) {
      must[place.index()] = place.candidate().isMustVisit();
    }
    return must;
  }

  boolean isPossible() {
    return days.stream().allMatch(TripDay::possible);
  }

  Solution bareSolution() {
    return new Solution(places.size(), days.stream().map(day -> day.bare().copy()).toList());
  }
}
