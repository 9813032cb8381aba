package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Wishes.DayShift;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/// The times of a day.
final class Timetable {
  private final DayRoute route;
  private final int[] starts;
  private final int leaves;
  private final int setsOut;
  private final int back;

  private Timetable(DayRoute route, int[] starts) {
    this.route = route;
    this.starts = starts;
    int last = starts.length - 1;
    leaves = last < 0 ? leavesWithoutStops(route) : starts[0] - route.legTo(0);
    setsOut = last < 0 ? leaves : starts[last] + route.minutes(last);
    back = setsOut + route.legTo(last + 1);
  }

  /// The shortest day that is over as early as can be, for which meals leave their usual hours only
  /// when they must.
  static Timetable compact(DayRoute route) {
    int[] starts = earliest(route);
    pullLater(route, starts, i -> true);
    return new Timetable(route, starts);
  }

  /// The times a party would choose: a day begins as soon as its first stop can, and has its free
  /// time before the meals, which are at their usual hours. Nothing is visited early only to wait
  /// for the next place to open.
  static Timetable chosen(DayRoute route, DayShift shift) {
    int[] starts =
        switch (shift) {
          case EARLY -> earliest(route);
          case USUAL -> forward(route);
          case LATE -> backward(route);
        };
    if (shift == DayShift.USUAL) {
      pullLater(route, starts, i -> StopCode.isSight(route.code(i)));
    }
    Timetable chosen = new Timetable(route, starts);
    return chosen.hasRoomForRests() ? chosen : compact(route);
  }

  /// Where the window has no room for the way to the end point, it is gone as soon as it can be.
  private static int leavesWithoutStops(DayRoute route) {
    DayModel day = route.day();
    Transfer transfer = day.frame().transfer();
    boolean hasRoom = day.opens() + route.travel() <= day.closes();
    return hasRoom || transfer == null ? day.opens() : transfer.arrives();
  }

  private static int[] earliest(DayRoute route) {
    int[] starts = new int[route.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = route.earliest(i);
    }
    return starts;
  }

  private static int[] forward(DayRoute route) {
    int[] starts = new int[route.size()];
    int free = route.day().opens();
    for (int i = 0; i < starts.length; i++) {
      int wanted = Math.min(bound(route.code(i), 0, meal -> meal.preferredFirst), route.latest(i));
      int from = Math.max(free + route.legTo(i), wanted);
      starts[i] = StartTimes.earliest(route.starts(i), from);
      free = starts[i] + route.minutes(i);
    }
    return starts;
  }

  /// Every start before certain stops as late as these allow; the last stays where it is.
  private static void pullLater(DayRoute route, int[] starts, IntPredicate before) {
    for (int i = starts.length - 2; i >= 0; i--) {
      if (!before.test(i + 1)) {
        continue;
      }
      int latest = starts[i + 1] - route.legTo(i + 1) - route.minutes(i);
      int wanted = bound(route.code(i), latest, meal -> meal.preferredLast);
      int start = StartTimes.latest(route.starts(i), Math.max(starts[i], Math.min(latest, wanted)));
      starts[i] = Math.max(starts[i], start);
    }
  }

  private static int[] backward(DayRoute route) {
    int n = route.size();
    int[] starts = new int[n];
    int limit = route.day().closes();
    for (int i = n - 1; i >= 0; i--) {
      int latest = limit - route.legTo(i + 1) - route.minutes(i);
      int wanted = bound(route.code(i), latest, meal -> meal.preferredLast);
      int to = Math.min(latest, Math.max(wanted, route.earliest(i)));
      starts[i] = StartTimes.latest(route.starts(i), to);
      limit = starts[i];
    }
    return starts;
  }

  private static int bound(int code, int otherwise, ToIntFunction<Meal> preferred) {
    return switch (StopCode.role(code)) {
      case StopCode.LUNCH -> preferred.applyAsInt(Meal.LUNCH);
      case StopCode.DINNER -> preferred.applyAsInt(Meal.DINNER);
      default -> otherwise;
    };
  }

  /// Minutes out in which the party neither travels nor stays anywhere.
  int waiting() {
    int stays = 0;
    for (int i = 0; i < starts.length; i++) {
      stays += route.minutes(i);
    }
    return back - leaves - route.travel() - stays;
  }

  int restsDue() {
    return route.visitsNothing() ? 0 : route.day().pace().restsDue(minutesOut() / 60.0);
  }

  private int minutesOut() {
    DayModel day = route.day();
    int left = day.leavesBeforeTransfer();
    Transfer transfer = day.frame().transfer();
    if (left == StartTimes.NEVER || transfer == null) {
      return starts.length == 0 ? 0 : back - leaves;
    }
    return back - left - transfer.minutes();
  }

  private boolean hasRoomForRests() {
    return restsDue() <= route.rests();
  }

  DayRoute route() {
    return route;
  }

  int start(int i) {
    return starts[i];
  }

  /// When the party leaves the start point for the first stop.
  int leaves() {
    return leaves;
  }

  /// When it sets out for the end point.
  int setsOut() {
    return setsOut;
  }

  /// When it is there.
  int back() {
    return back;
  }
}
