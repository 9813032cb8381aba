package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.PlanningRules.SAME_PLACE_KM;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Stop;
import java.util.List;

/// `no_repeat`: no place twice in a trip, by id or by name within 100 m.
final class NoRepeat {
  private NoRepeat() {}

  static void check(Trip trip, Findings found) {
    List<Trip.Entry> places =
        trip.entries().stream().filter(entry -> entry.stop().placeId() != null).toList();
    for (int i = 0; i < places.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (repeats(places.get(j).stop(), places.get(i).stop())) {
          report(places.get(j), places.get(i), found);
          break;
        }
      }
    }
  }

  static boolean samePlace(String nameA, Coordinates a, String nameB, Coordinates b) {
    return nameA.strip().equalsIgnoreCase(nameB.strip())
        && Travel.within(SAME_PLACE_KM, Travel.greatCircle(a, b));
  }

  private static boolean repeats(Stop a, Stop b) {
    return sameId(a, b) || samePlace(a.name(), a.coordinates(), b.name(), b.coordinates());
  }

  private static boolean sameId(Stop a, Stop b) {
    return a.placeId() != null && a.placeId().equals(b.placeId());
  }

  private static void report(Trip.Entry earlier, Trip.Entry entry, Findings found) {
    Stop stop = entry.stop();
    Stop before = earlier.stop();
    if (sameId(before, stop)) {
      found.add(entry.day(), stop.placeId(), Sentence.VISITED_TWICE, stop.name(), earlier.day());
    } else {
      found.add(
          entry.day(),
          stop.placeId(),
          Sentence.SAME_PLACE,
          stop.name(),
          before.placeId(),
          earlier.day());
    }
  }
}
