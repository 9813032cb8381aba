package com.tripgen.ai.planning.planner;

import java.util.HashMap;
import java.util.Map;

/// Quick answers on must-visits that need no search.
record MustVisits(TripModel trip) {

  /// Whether it fits somewhere when nothing else is visited.
  boolean hasRoomAlone(Place place) {
    boolean[] onlyThis = new boolean[trip.places().size()];
    onlyThis[place.index()] = true;
    for (TripDay day : trip.days()) {
      if (day.possible() && day.frame().stay() == place.candidate().stay()) {
        Insertions insertions = new Insertions(day.bare().copy(), onlyThis);
        if (insertions.fits(day.stay().places().indexOf(place))) {
          return true;
        }
      }
    }
    return false;
  }

  /// By how many the must-visits of the stays outnumber what their days can hold.
  int surplus() {
    Map<Integer, Integer> sights = new HashMap<>();
    for (Place place : trip.places()) {
      if (place.isMustVisit() && !place.isFood()) {
        sights.merge(place.candidate().stay(), 1, Integer::sum);
      }
    }
    for (TripDay day : trip.days()) {
      sights.merge(day.frame().stay(), -day.model().pace().mostSights(), Integer::sum);
    }
    return sights.values().stream().mapToInt(left -> Math.max(0, left)).sum();
  }
}
