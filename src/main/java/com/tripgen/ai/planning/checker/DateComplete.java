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
            Sentence.NO_DATE_OF_TRIP,
            day.date(),
            dates.getFirst().date(),
            dates.getLast().date());
        continue;
      }
      checkDay(trip, frame.get(), day, seen.add(day.date()), before, found);
      before = day.date();
    }
    for (DayFrame date : dates) {
      if (!seen.contains(date.date())) {
        found.add(date.number(), null, Sentence.NO_DAY, date.date());
      }
    }
  }

  private static void checkDay(
      Trip trip,
      DayFrame frame,
      DayPlan day,
      boolean isNew,
      @Nullable LocalDate before,
      Findings found) {
    if (!isNew) {
      found.add(frame.number(), null, Sentence.DATE_TWICE, day.date());
      return;
    }
    if (before != null && day.date().isBefore(before)) {
      found.add(frame.number(), null, Sentence.DATE_ORDER, day.date(), before);
    }
    if (day.number() != frame.number()) {
      found.add(
          frame.number(), null, Sentence.OTHER_NUMBER, day.date(), day.number(), frame.number());
    }
    if (day.stay() != frame.stay()) {
      found.add(
          frame.number(),
          null,
          Sentence.DATE_OF_OTHER_CITY,
          day.date(),
          trip.city(day.stay()),
          trip.city(frame.stay()));
    }
  }
}
