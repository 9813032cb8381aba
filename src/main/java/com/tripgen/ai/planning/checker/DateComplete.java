package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.DayPlan;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `date_complete`: one day for every date of the trip, in order, numbered from 1, each of the stay
/// that owns the date.
final class DateComplete {
  private DateComplete() {}

  static void check(Trip trip, Findings found) {
    List<DayFrame> dates = trip.calendar().days();
    Set<LocalDate> seen = new HashSet<>();
    LocalDate before = null;
    for (int i = 0; i < trip.plan().days().size(); i++) {
      DayPlan day = trip.plan().days().get(i);
      Optional<DayFrame> frame = trip.calendar().on(day.date());
      if (frame.isEmpty()) {
        found.add(
            i + 1,
            null,
            day.date()
                + " is no date of the trip, which lasts from "
                + dates.getFirst().date()
                + " to "
                + dates.getLast().date());
        continue;
      }
      checkDay(frame.get(), day, seen.add(day.date()), before, found);
      before = day.date();
    }
    for (DayFrame date : dates) {
      if (!seen.contains(date.date())) {
        found.add(date.number(), null, date.date() + " has no day in the plan");
      }
    }
  }

  private static void checkDay(
      DayFrame frame, DayPlan day, boolean isNew, @Nullable LocalDate before, Findings found) {
    if (!isNew) {
      found.add(frame.number(), null, day.date() + " stands in the plan more than once");
      return;
    }
    if (before != null && day.date().isBefore(before)) {
      found.add(frame.number(), null, day.date() + " stands after " + before);
    }
    if (day.number() != frame.number()) {
      found.add(
          frame.number(),
          null,
          day.date() + " has the number " + day.number() + " instead of " + frame.number());
    }
    if (day.stay() != frame.stay()) {
      found.add(
          frame.number(),
          null,
          day.date() + " is given to stay " + day.stay() + " but belongs to stay " + frame.stay());
    }
  }
}
