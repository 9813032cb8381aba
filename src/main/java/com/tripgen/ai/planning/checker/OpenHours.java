package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// `open_hours`: every stay, and a rest right after it, inside one opening interval of its date.
final class OpenHours {
  private OpenHours() {}

  static void check(Trip trip, Findings found) {
    for (DayRoute day : trip.days()) {
      for (TimedStop stop : day.stops()) {
        Candidate place = stop.place();
        if (place != null) {
          checkStop(day, stop, place, found);
        }
      }
    }
  }

  /// The first minute from `from` on at which a stay of this length can begin.
  static OptionalInt earliestStart(Candidate place, LocalDate date, int from, int minutes) {
    Opening opening = place.opening();
    OpeningHours hours = opening.hours();
    if (closedAllDay(opening, date).isPresent()) {
      return OptionalInt.empty();
    }
    if (hours == null) {
      return OptionalInt.of(from);
    }
    return hours.on(date.getDayOfWeek()).stream()
        .filter(interval -> holds(interval, opening, Math.max(from, interval.open()), minutes))
        .mapToInt(interval -> Math.max(from, interval.open()))
        .min();
  }

  private static void checkStop(DayRoute day, TimedStop stop, Candidate place, Findings found) {
    Opening opening = place.opening();
    LocalDate date = day.frame().date();
    boolean known = opening.hours() != null;
    if (stop.stop().hoursKnown() != known) {
      String actual = known ? "known" : "unknown";
      found.stop(
          day,
          stop,
          stop.name()
              + " has hoursKnown "
              + stop.stop().hoursKnown()
              + " but its hours are "
              + actual);
    }
    Optional<String> closed = closedAllDay(opening, date);
    if (closed.isPresent()) {
      found.stop(day, stop, place.name() + " " + closed.get());
      return;
    }
    if (opening.hours() == null) {
      return;
    }
    List<OpenInterval> intervals = opening.hours().on(date.getDayOfWeek());
    Optional<OpenInterval> interval =
        intervals.stream()
            .filter(open -> open.open() <= stop.start() && stop.end() <= open.close())
            .max(Comparator.comparingInt(OpenInterval::close));
    if (interval.isEmpty()) {
      found.stop(
          day, stop, place.name() + " is visited " + stop.span() + " but open " + text(intervals));
      return;
    }
    int lastEntry = interval.get().close() - opening.lastEntryBeforeClose();
    if (stop.start() > lastEntry) {
      found.stop(
          day,
          stop,
          place.name()
              + " is entered at "
              + MinuteOfDay.text(stop.start())
              + ", after the last entry at "
              + MinuteOfDay.text(lastEntry));
    }
    checkRestAfter(day, stop, interval.get(), found);
  }

  private static void checkRestAfter(
      DayRoute day, TimedStop stop, OpenInterval interval, Findings found) {
    for (TimedRest rest : day.rests()) {
      if (rest.position() == TimedRest.Position.AFTER
          && stop.equals(rest.stop())
          && rest.end() > interval.close()) {
        found.stop(
            day,
            stop,
            "the rest "
                + rest.span()
                + " at "
                + stop.name()
                + " lasts beyond closing at "
                + MinuteOfDay.text(interval.close()));
      }
    }
  }

  private static boolean holds(OpenInterval interval, Opening opening, int start, int minutes) {
    return start + minutes <= interval.close()
        && start <= interval.close() - opening.lastEntryBeforeClose();
  }

  private static Optional<String> closedAllDay(Opening opening, LocalDate date) {
    if (opening.closedDates().contains(date)) {
      return Optional.of("is closed on " + date);
    }
    if (!opening.seasonMonths().isEmpty() && !opening.seasonMonths().contains(date.getMonth())) {
      return Optional.of("is closed in " + name(date));
    }
    OpeningHours hours = opening.hours();
    if (hours != null && hours.on(date.getDayOfWeek()).isEmpty()) {
      return Optional.of(
          "is closed on "
              + date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
              + "s");
    }
    return Optional.empty();
  }

  private static String name(LocalDate date) {
    return date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String text(List<OpenInterval> intervals) {
    return intervals.stream()
        .map(interval -> MinuteOfDay.span(interval.open(), interval.close()))
        .collect(Collectors.joining(", "));
  }
}
