package com.tripgen.ai.planning;

import java.time.LocalDate;
import java.time.Month;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When a place can be visited.
///
/// @param hours null when unknown: then no hour is assumed closed, and the stop is flagged
/// @param seasonMonths the only months in which it opens; empty for all year
/// @param bestMonths months outside which a visit is worth little; empty when the season is no
///   matter
/// @param lastEntryBeforeClose minutes before the interval's end by which a stay must have begun
public record Opening(
    @Nullable OpeningHours hours,
    Set<LocalDate> closedDates,
    Set<Month> seasonMonths,
    Set<Month> bestMonths,
    int lastEntryBeforeClose) {
  public static final Opening UNKNOWN = new Opening(null, Set.of(), Set.of(), Set.of(), 0);

  public Opening {
    closedDates = Set.copyOf(closedDates);
    seasonMonths = Set.copyOf(seasonMonths);
    bestMonths = Set.copyOf(bestMonths);
  }
}
