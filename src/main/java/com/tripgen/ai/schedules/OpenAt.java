package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/// When a place lets visitors in, as far as a text for travellers has to know it.
final class OpenAt {
  private OpenAt() {}

  /// The interval in which a whole stay lies, in minutes of that date.
  static Optional<OpenInterval> during(
      Opening opening, LocalDate date, LocalTime start, int minutes) {
    OpeningHours hours = opening.hours();
    if (hours == null
        || opening.closedDates().contains(date)
        || !(opening.seasonMonths().isEmpty()
            || opening.seasonMonths().contains(date.getMonth()))) {
      return Optional.empty();
    }
    int from = start.toSecondOfDay() / 60;
    return hours.on(date.getDayOfWeek()).stream()
        .filter(open -> open.open() <= from && from + minutes <= open.close())
        .filter(open -> from <= open.close() - opening.lastEntryBeforeClose())
        .findFirst();
  }
}
