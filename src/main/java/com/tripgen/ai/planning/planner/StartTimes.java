package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The minutes of a day at which a stay may start, as pairs of first and last minute in rising
/// order. No pair overlaps another, so that the earliest and the latest start are found in one
/// pass.
final class StartTimes {
  /// The earliest start where there is none.
  static final int NEVER = Integer.MAX_VALUE;

  /// The latest start where there is none.
  static final int TOO_LATE = -1;

  static final int[] NONE = {};

  private static final int DAY = 24 * 60;

  private StartTimes() {}

  /// Starts of a stay of that length at a place on a date.
  static int[] of(Opening opening, LocalDate date, int minutes) {
    boolean outOfSeason =
        !opening.seasonMonths().isEmpty() && !opening.seasonMonths().contains(date.getMonth());
    if (outOfSeason || opening.closedDates().contains(date)) {
      return NONE;
    }
    OpeningHours hours = opening.hours();
    if (hours == null) {
      return new int[] {0, DAY};
    }
    List<int[]> pairs = new ArrayList<>();
    for (OpenInterval interval : hours.on(date.getDayOfWeek())) {
      int last = interval.close() - Math.max(minutes, opening.lastEntryBeforeClose());
      if (last >= interval.open()) {
        pairs.add(new int[] {interval.open(), last});
      }
    }
    return joined(pairs);
  }

  private static int[] joined(List<int[]> pairs) {
    pairs.sort(Comparator.comparingInt(pair -> pair[0]));
    int[] starts = new int[2 * pairs.size()];
    int n = 0;
    for (int[] pair : pairs) {
      if (n > 0 && pair[0] <= starts[n - 1]) {
        starts[n - 1] = Math.max(starts[n - 1], pair[1]);
      } else {
        starts[n++] = pair[0];
        starts[n++] = pair[1];
      }
    }
    return Arrays.copyOf(starts, n);
  }

  /// The part of the starts within `first..last`.
  static int[] within(int[] starts, int first, int last) {
    int[] part = new int[starts.length];
    int n = 0;
    for (int i = 0; i < starts.length; i += 2) {
      int from = Math.max(starts[i], first);
      int to = Math.min(starts[i + 1], last);
      if (from <= to) {
        part[n++] = from;
        part[n++] = to;
      }
    }
    return Arrays.copyOf(part, n);
  }

  /// The first start at or after a minute, or [#NEVER].
  static int earliest(int[] starts, int minute) {
    for (int i = 0; i < starts.length; i += 2) {
      if (minute <= starts[i + 1]) {
        return Math.max(minute, starts[i]);
      }
    }
    return NEVER;
  }

  /// The last start at or before a minute, or [#TOO_LATE].
  static int latest(int[] starts, int minute) {
    for (int i = starts.length - 2; i >= 0; i -= 2) {
      if (minute >= starts[i]) {
        return Math.min(minute, starts[i + 1]);
      }
    }
    return TOO_LATE;
  }
}
