package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.OpeningHours;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A week's opening hours, sorted by how many weekdays share them.
///
/// @param byHours the most usual first, closing days left out
record VisitTimes(Map<List<OpenInterval>, List<DayOfWeek>> byHours, List<DayOfWeek> closed) {
  private static final int DAY = 24 * 60;

  VisitTimes {
    byHours = Collections.unmodifiableMap(new LinkedHashMap<>(byHours));
  }

  static VisitTimes of(OpeningHours hours) {
    Map<List<OpenInterval>, List<DayOfWeek>> days =
        Arrays.stream(DayOfWeek.values())
            .collect(
                Collectors.groupingBy(
                    hours::on, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    Map<List<OpenInterval>, List<DayOfWeek>> open = new LinkedHashMap<>();
    days.entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty())
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
    return new VisitTimes(open, days.getOrDefault(List.of(), List.of()));
  }

  boolean neverOpen() {
    return byHours.isEmpty();
  }

  List<OpenInterval> usual() {
    return byHours.keySet().iterator().next();
  }

  boolean alwaysOpen() {
    return closed.isEmpty()
        && byHours.size() == 1
        && usual().equals(List.of(new OpenInterval(0, DAY)));
  }

  /// The weekdays that are open at other than the usual hours.
  List<Map.Entry<List<OpenInterval>, List<DayOfWeek>>> others() {
    return byHours.entrySet().stream().skip(1).toList();
  }
}
