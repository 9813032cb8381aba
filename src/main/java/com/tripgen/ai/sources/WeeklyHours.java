package com.tripgen.ai.sources;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.OpeningHours;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The opening hours of a place, read from the catalogue's notation: `{"tue-sun": ["09:00-12:00",
/// "18:00-02:00"]}`.
///
/// A key is `daily`, a weekday, or a span of weekdays that may run over the end of the week; no
/// weekday may be named twice, one that is not named is a closing day. A closing time not later
/// than the opening time is on the next day.
record WeeklyHours(OpeningHours week) {
  private static final List<String> WEEKDAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern INTERVAL =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-(?:([01]\\d|2[0-3]):([0-5]\\d)|24:00)");
  private static final int DAY = 24 * 60;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static WeeklyHours parse(Map<String, List<String>> notation) {
    Map<DayOfWeek, List<OpenInterval>> week = new EnumMap<>(DayOfWeek.class);
    notation.forEach(
        (days, intervals) -> {
          for (DayOfWeek day : days(days)) {
            if (week.put(day, intervals(intervals)) != null) {
              throw new IllegalArgumentException("opening hours name " + day + " twice");
            }
          }
        });
    return new WeeklyHours(new OpeningHours(week));
  }

  private static List<DayOfWeek> days(String key) {
    if (key.equals("daily")) {
      return List.of(DayOfWeek.values());
    }
    int dash = key.indexOf('-');
    DayOfWeek first = weekday(dash < 0 ? key : key.substring(0, dash));
    DayOfWeek last = weekday(dash < 0 ? key : key.substring(dash + 1));
    List<DayOfWeek> days = new ArrayList<>(List.of(first));
    for (DayOfWeek day = first; day != last; ) {
      day = day.plus(1);
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek weekday(String name) {
    int index = WEEKDAYS.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("not a weekday of opening hours: " + name);
    }
    return DayOfWeek.of(index + 1);
  }

  private static List<OpenInterval> intervals(List<String> notation) {
    List<OpenInterval> intervals = new ArrayList<>();
    int free = 0;
    for (String text : notation) {
      OpenInterval interval = interval(text);
      if (interval.open() < free) {
        throw new IllegalArgumentException("opening hours overlap or are unordered: " + notation);
      }
      free = interval.close();
      intervals.add(interval);
    }
    return List.copyOf(intervals);
  }

  private static OpenInterval interval(String text) {
    Matcher parts = INTERVAL.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an opening interval: " + text);
    }
    int open = minutes(parts.group(1), parts.group(2));
    int close = parts.group(3) == null ? DAY : minutes(parts.group(3), parts.group(4));
    return new OpenInterval(open, close > open ? close : close + DAY);
  }

  private static int minutes(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }
}
