package com.tripgen.ai.planning.checker;

import java.time.LocalTime;
import java.util.Locale;

/// Times as minutes from midnight of a day's date, so that 1500 is 01:00 of the following night.
/// Seconds are dropped: plans are made to the minute.
final class MinuteOfDay {
  static final int DAY = 24 * 60;

  /// Far beyond any day, far below an overflow: keeps sums of nonsense lengths harmless.
  private static final int ABSURD = 100 * DAY;

  private MinuteOfDay() {}

  static int of(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }

  static int length(int minutes) {
    return Math.clamp(minutes, -ABSURD, ABSURD);
  }

  static String text(int minute) {
    int days = Math.floorDiv(minute, DAY);
    int rest = Math.floorMod(minute, DAY);
    String time = String.format(Locale.ROOT, "%02d:%02d", rest / 60, rest % 60);
    return days == 0 ? time : time + String.format(Locale.ROOT, " (%+d)", days);
  }

  static String span(int from, int to) {
    return text(from) + "-" + text(to);
  }
}
