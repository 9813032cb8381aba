package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.MEAL_MINUTES;
import static com.tripgen.ai.planning.PlanningRules.REST_MINUTES;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.TravelMode;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Whether a day can be spent with given stops in a given order.
///
/// Every stop begins as early as it can. Arriving earlier never lets a stop begin later, so an
/// order that fails with the earliest times fails with all. A meal without a place may stand at any
/// of the points allowed to it; all of them are tried.
record Retiming(Travel travel, PlanningRules.HealthPace pace, DayFrame frame) {

  /// A stop without its times.
  ///
  /// @param place null for a meal without a place
  /// @param meal null for a sight
  record Entry(@Nullable Candidate place, @Nullable Mealtime meal) {
    static Entry of(TimedStop stop) {
      return new Entry(stop.place(), stop.isMeal() ? Mealtime.meant(stop.start()) : null);
    }

    int minutes() {
      return meal != null || place == null ? MEAL_MINUTES : place.visit().minutes();
    }

    boolean isSight() {
      return meal == null;
    }

    boolean isMustVisit() {
      return place != null && place.isMustVisit();
    }
  }

  /// Where the party is, and since when, after some stops.
  ///
  /// @param out when it left the start point, null while it is still there
  /// @param restRoom rests that found room inside the sights so far
  /// @param travel minutes of all legs so far
  record State(
      Coordinates at,
      boolean atMustVisit,
      int free,
      @Nullable Integer out,
      int restRoom,
      int travel) {}

  static Retiming of(Trip trip, DayFrame frame) {
    return new Retiming(trip.travel(), PlanningRules.pace(trip.weakest()), frame);
  }

  /// @param early meals without a place before the intercity leg
  /// @param order the other stops
  boolean works(List<Entry> early, List<Entry> order) {
    State state = begin(early);
    return state != null && goesOn(order, 0, state);
  }

  /// At the start point, after the meals before the intercity leg; null when these have no room.
  @Nullable State begin(List<Entry> early) {
    Integer out = null;
    int free = frame.open();
    DayFrame.Change change = frame.change();
    for (Entry entry : early) {
      OptionalInt start = mealStart(entry, free);
      if (start.isEmpty() || change == null || start.getAsInt() + MEAL_MINUTES > change.leaves()) {
        return null;
      }
      out = out == null ? start.getAsInt() : out;
      free = start.getAsInt() + MEAL_MINUTES;
    }
    return new State(frame.start(), false, frame.ready(), out, 0, 0);
  }

  private boolean goesOn(List<Entry> order, int next, State state) {
    if (next == order.size()) {
      return finish(state) != null;
    }
    Entry entry = order.get(next);
    for (Coordinates point : points(entry, state)) {
      State after = next(state, entry, point);
      if (after != null && goesOn(order, next + 1, after)) {
        return true;
      }
    }
    return false;
  }

  /// After one more stop; null when it can't be reached in time.
  @Nullable State next(State state, Entry entry, Coordinates point) {
    OptionalInt leg = leg(state, point, entry.isMustVisit());
    OptionalInt start =
        leg.isPresent() ? start(entry, state.free() + leg.getAsInt()) : OptionalInt.empty();
    return start.isPresent() ? after(state, entry, point, start.getAsInt(), leg.getAsInt()) : null;
  }

  private static State after(State state, Entry entry, Coordinates point, int start, int leg) {
    int minutes = entry.minutes();
    return new State(
        point,
        entry.isMustVisit(),
        start + minutes,
        state.out() == null ? Integer.valueOf(start - leg) : state.out(),
        state.restRoom() + (entry.isSight() ? minutes / REST_MINUTES : 0),
        state.travel() + leg);
  }

  private List<Coordinates> points(Entry entry, State state) {
    return entry.place() == null
        ? List.of(state.at(), frame.start(), frame.end()).stream().distinct().toList()
        : List.of(entry.place().coordinates());
  }

  private OptionalInt start(Entry entry, int arrival) {
    Candidate place = entry.place();
    Mealtime meal = entry.meal();
    if (place == null) {
      return mealStart(entry, arrival);
    }
    int from = meal == null ? arrival : Math.max(arrival, meal.from());
    OptionalInt start = OpenHours.earliestStart(place, frame.date(), from, entry.minutes());
    boolean late = meal != null && start.isPresent() && start.getAsInt() + MEAL_MINUTES > meal.to();
    return late ? OptionalInt.empty() : start;
  }

  private static OptionalInt mealStart(Entry entry, int free) {
    Mealtime meal = entry.meal();
    if (meal == null) {
      return OptionalInt.empty();
    }
    int start = Math.max(free, meal.from());
    return start + MEAL_MINUTES <= meal.to() ? OptionalInt.of(start) : OptionalInt.empty();
  }

  /// Minutes of a leg, empty when it takes longer than a leg may.
  private OptionalInt leg(State state, Coordinates to, boolean toMustVisit) {
    double kilometres = Travel.way(state.at(), to);
    TravelMode mode = travel.mode(kilometres);
    int minutes = travel.minutes(mode, kilometres);
    if (minutes <= Hop.Reach.BETWEEN_STOPS.minutes(mode)) {
      return OptionalInt.of(minutes);
    }
    boolean far =
        state.atMustVisit() || toMustVisit || frame.isAnchor(state.at()) || frame.isAnchor(to);
    return far && minutes <= Hop.Reach.TO_ANCHOR.minutes(mode)
        ? OptionalInt.of(minutes)
        : OptionalInt.empty();
  }

  /// At the end point; null when the day has no room for the way there or for the rests due.
  @Nullable State finish(State state) {
    OptionalInt leg = leg(state, frame.end(), false);
    if (leg.isEmpty()) {
      return null;
    }
    int back = state.free() + leg.getAsInt();
    int out = state.out() == null ? back : state.out();
    DayFrame.Change change = frame.change();
    int travelling = change != null && out < change.leaves() ? change.minutes() : 0;
    boolean possible =
        back <= frame.close()
            && pace.restsDue((back - out - travelling) / 60.0) <= state.restRoom();
    int travel = state.travel() + leg.getAsInt();
    return possible ? new State(frame.end(), false, back, out, state.restRoom(), travel) : null;
  }
}
