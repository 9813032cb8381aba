package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Coordinates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds by trying every order how little a day can travel with the stops it has, all hard rules of
/// time and travel kept. A meal without a place stays near what it is near: a fixed point, or
/// whichever stop comes before it.
final class ShortestOrder {
  private final Retiming retiming;
  private final List<Stop> stops;
  private final boolean[] used;
  private int least;

  /// @param point null for a meal without a place near the stop before it
  private record Stop(Retiming.Entry entry, @Nullable Coordinates point) {}

  private ShortestOrder(Retiming retiming, List<Stop> stops, int travel) {
    this.retiming = retiming;
    this.stops = stops;
    used = new boolean[stops.size()];
    least = travel;
  }

  /// @param travel minutes of the order the day has
  static int travel(Trip trip, DayRoute day, int travel) {
    List<Retiming.Entry> early = new ArrayList<>();
    List<Stop> stops = new ArrayList<>();
    Coordinates before = day.frame().start();
    for (TimedStop stop : day.stops()) {
      Retiming.Entry entry = Retiming.Entry.of(stop);
      if (stop.beforeChange()) {
        early.add(entry);
        continue;
      }
      boolean follows = stop.isMealWithoutPlace() && Travel.samePoint(before, stop.position());
      stops.add(new Stop(entry, follows ? null : stop.position()));
      before = stop.position();
    }
    Retiming retiming = Retiming.of(trip, day.frame());
    ShortestOrder search = new ShortestOrder(retiming, List.copyOf(stops), travel);
    Retiming.State start = retiming.begin(early);
    if (start != null) {
      search.extend(start, 0);
    }
    return search.least;
  }

  private void extend(Retiming.State state, int depth) {
    if (state.travel() >= least) {
      return;
    }
    if (depth == stops.size()) {
      Retiming.State end = retiming.finish(state);
      least = end == null ? least : Math.min(least, end.travel());
      return;
    }
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        Stop stop = stops.get(i);
        Coordinates point = stop.point() == null ? state.at() : stop.point();
        Retiming.State after = retiming.next(state, stop.entry(), point);
        if (after != null) {
          used[i] = true;
          extend(after, depth + 1);
          used[i] = false;
        }
      }
    }
  }
}
