package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Rest;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts the rests due into a day: one by one into the stays of sights with rest points, then of the
/// others from the last on, then where the route has time for them right after a stay.
final class RestPlan {
  private final TripDay day;
  private final DayRoute route;
  private final Timetable times;

  /// Rests within the stay, by stop.
  private final int[] within;

  private int left;

  private RestPlan(TripDay day, Timetable times) {
    this.day = day;
    this.times = times;
    route = times.route();
    within = new int[route.size()];
    left = times.restsDue();
  }

  static List<Rest> of(TripDay day, Timetable times) {
    RestPlan plan = new RestPlan(day, times);
    plan.spread(true);
    plan.spread(false);
    return plan.write();
  }

  private void spread(boolean restPoint) {
    boolean found = true;
    while (left > 0 && found) {
      found = false;
      for (int i = within.length - 1; i >= 0 && left > 0; i--) {
        if (StopCode.isSight(route.code(i))
            && place(i).hasRestPoint() == restPoint
            && within[i] < place(i).restRoom()) {
          within[i]++;
          left--;
          found = true;
        }
      }
    }
  }

  private Place place(int i) {
    return day.place(route.code(i));
  }

  private List<Rest> write() {
    List<Rest> rests = new ArrayList<>();
    for (int i = 0; i < within.length; i++) {
      int minutes = route.day().minutes(route.code(i));
      int busy = minutes - within[i] * PlanningRules.REST_MINUTES;
      for (int k = 1; k <= within[i]; k++) {
        int before = busy * k / (within[i] + 1) + (k - 1) * PlanningRules.REST_MINUTES;
        rests.add(rest(i, times.start(i) + before));
      }
      if (left > 0 && route.hasPause(i)) {
        left--;
        rests.add(rest(i, times.start(i) + minutes));
      }
    }
    rests.sort(Comparator.comparing(Rest::start));
    return rests;
  }

  private Rest rest(int i, int minute) {
    return new Rest(
        LocalTime.of(minute / 60, minute % 60),
        PlanningRules.REST_MINUTES,
        place(i).candidate().id(),
        place(i).hasRestPoint());
  }
}
