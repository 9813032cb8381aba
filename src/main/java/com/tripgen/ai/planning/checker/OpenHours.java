package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
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
      found.stop(day, stop, known ? Sentence.HOURS_KNOWN : Sentence.HOURS_UNKNOWN, stop.name());
    }
    Optional<Closing> closed = closedAllDay(opening, date);
    if (closed.isPresent()) {
      found.stop(day, stop, closed.get().sentence(), place.name(), closed.get().when());
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
          day, stop, Sentence.CLOSED_AT_THAT_TIME, place.name(), stop.span(), text(intervals));
      return;
    }
    int lastEntry = interval.get().close() - opening.lastEntryBeforeClose();
    if (stop.start() > lastEntry) {
      found.stop(
          day,
          stop,
          Sentence.AFTER_LAST_ENTRY,
          place.name(),
          MinuteOfDay.text(stop.start()),
          MinuteOfDay.text(lastEntry));
    }
    checkRestAfter(day, stop, interval.get(), found);
  }

  private static void checkRestAfter(
      DayRoute day, TimedStop stop, OpenInterval interval, Findings found) {
    for (TimedRest rest : day.rests()) {
      if (rest.position() == TimedRest.Position.AFTER
          && stop.equals(rest.stop())
          && rest.end() > interval.close()) {
        found.rest(day, rest, Sentence.REST_AFTER_CLOSING, MinuteOfDay.text(interval.close()));
      }
    }
  }

  private static boolean holds(OpenInterval interval, Opening opening, int start, int minutes) {
    return start + minutes <= interval.close()
        && start <= interval.close() - opening.lastEntryBeforeClose();
  }

  /// Why a place does not open at all.
  private record Closing(Sentence sentence, Object when) {}

  private static Optional<Closing> closedAllDay(Opening opening, LocalDate date) {
    if (opening.closedDates().contains(date)) {
      return Optional.of(new Closing(Sentence.CLOSED_ON_DATE, date));
    }
    if (!opening.seasonMonths().isEmpty() && !opening.seasonMonths().contains(date.getMonth())) {
      return Optional.of(new Closing(Sentence.CLOSED_IN_MONTH, date.getMonth()));
    }
    OpeningHours hours = opening.hours();
    if (hours != null && hours.on(date.getDayOfWeek()).isEmpty()) {
      return Optional.of(new Closing(Sentence.CLOSED_ON_WEEKDAY, date.getDayOfWeek()));
    }
    return Optional.empty();
  }

  private static String text(List<OpenInterval> intervals) {
    return intervals.stream()
        .map(interval -> MinuteOfDay.span(interval.open(), interval.close()))
        .collect(Collectors.joining(", "));
  }
}
