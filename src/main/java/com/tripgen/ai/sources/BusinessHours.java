package com.tripgen.ai.sources;

import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.OpeningHours;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Opening hours as the Location service writes them: a list of `{day, hours}` for people, in
/// Korean or English. What is not understood for one day makes the whole week unknown:
/// half-understood hours would be a guess.
final class BusinessHours {
  private static final Map<String, DayOfWeek> DAYS =
      Map.of(
          "mon", DayOfWeek.MONDAY,
          "tue", DayOfWeek.TUESDAY,
          "wed", DayOfWeek.WEDNESDAY,
          "thu", DayOfWeek.THURSDAY,
          "fri", DayOfWeek.FRIDAY,
          "sat", DayOfWeek.SATURDAY,
          "sun", DayOfWeek.SUNDAY);
  private static final String KOREAN_DAYS = "월화수목금토일";
  private static final Set<String> CLOSED = Set.of("closed", "휴무", "휴무일", "정기휴무", "휴관", "휴관일");
  private static final Set<String> ALWAYS = Set.of("24시간", "24시간영업", "open24hours", "24hours");
  private static final Pattern INTERVAL =
      Pattern.compile("([01]?\\d|2[0-4]):([0-5]\\d)[-~–]([01]?\\d|2[0-4]):([0-5]\\d)");
  private static final int DAY = 24 * 60;

  private BusinessHours() {}

  static Optional<OpeningHours> read(JsonNode weeklyHours) {
    Map<DayOfWeek, List<OpenInterval>> week = new EnumMap<>(DayOfWeek.class);
    for (JsonNode entry : weeklyHours) {
      Optional<DayOfWeek> day = day(entry.path("day").asString(""));
      Optional<List<OpenInterval>> intervals = intervals(entry.path("hours").asString(""));
      if (day.isEmpty() || intervals.isEmpty() || week.put(day.get(), intervals.get()) != null) {
        return Optional.empty();
      }
    }
    return week.size() == DayOfWeek.values().length
        ? Optional.of(new OpeningHours(week))
        : Optional.empty();
  }

  private static Optional<DayOfWeek> day(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    int korean = KOREAN_DAYS.indexOf(name.charAt(0));
    if (korean >= 0) {
      return Optional.of(DayOfWeek.of(korean + 1));
    }
    return name.length() < 3
        ? Optional.empty()
        : Optional.ofNullable(DAYS.get(name.substring(0, 3)));
  }

  private static Optional<List<OpenInterval>> intervals(String text) {
    String compact = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    if (CLOSED.contains(compact)) {
      return Optional.of(List.of());
    }
    if (ALWAYS.contains(compact)) {
      return Optional.of(List.of(new OpenInterval(0, DAY)));
    }
    List<OpenInterval> intervals = new ArrayList<>();
    for (String part : compact.split("[,/]", -1)) {
      Matcher matcher = INTERVAL.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      int open = minutes(matcher.group(1), matcher.group(2));
      int close = minutes(matcher.group(3), matcher.group(4));
      if (open >= DAY || close > DAY) {
        return Optional.empty();
      }
      intervals.add(new OpenInterval(open, close > open ? close : close + DAY));
    }
    intervals.sort(Comparator.comparingInt(OpenInterval::open));
    for (int i = 1; i < intervals.size(); i++) {
      if (intervals.get(i).open() < intervals.get(i - 1).close()) {
        return Optional.empty();
      }
    }
    return Optional.of(List.copyOf(intervals));
  }

  private static int minutes(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }
}
