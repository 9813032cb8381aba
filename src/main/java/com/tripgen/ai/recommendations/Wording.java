package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.OpenInterval;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Times, spans and distances as travellers read them.
record Wording(Language language) {
  private static final int DAY = 24 * 60;
  private static final DateTimeFormatter ENGLISH_DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter KOREAN_DATE =
      DateTimeFormatter.ofPattern("M월 d일(E)", Locale.KOREAN);

  <T> T say(T korean, T english) {
    return switch (language) {
      case KO -> korean;
      case EN -> english;
    };
  }

  /// `1시간 30분`, `1 hour 30 minutes`.
  String duration(int minutes) {
    int hours = minutes / 60;
    int rest = minutes % 60;
    if (hours == 0) {
      return say(rest + "분", counted(rest, "minute"));
    }
    if (rest == 0) {
      return say(hours + "시간", counted(hours, "hour"));
    }
    return say(
        "%d시간 %d분".formatted(hours, rest), counted(hours, "hour") + " " + counted(rest, "minute"));
  }

  private static String counted(int number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  /// `09:30`; minutes from 24:00 on belong to the day after.
  String time(int minuteOfDay) {
    String clock =
        "%02d:%02d".formatted(minuteOfDay == DAY ? 24 : minuteOfDay / 60 % 24, minuteOfDay % 60);
    return minuteOfDay > DAY ? say("다음 날 " + clock, clock + " the next day") : clock;
  }

  String intervals(List<OpenInterval> intervals) {
    return intervals.stream()
        .map(it -> say("%s~%s", "%s to %s").formatted(time(it.open()), time(it.close())))
        .collect(Collectors.joining(", "));
  }

  /// `월요일·화요일`, `Monday and Tuesday`, in the order of the week.
  String weekdays(Collection<DayOfWeek> days) {
    List<String> names = days.stream().sorted().map(this::weekday).toList();
    return language == Language.KO ? String.join("·", names) : listed(names);
  }

  private String weekday(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, say(Locale.KOREAN, Locale.ENGLISH));
  }

  private static String listed(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  /// Months in a row as a span, over the end of the year too: `11월~2월`, `November to February`.
  String months(Set<Month> months) {
    List<String> spans =
        months.stream()
            .filter(month -> months.size() == 12 || !months.contains(month.minus(1)))
            .sorted()
            .limit(months.size() == 12 ? 1 : 12)
            .map(first -> span(first, last(first, months)))
            .toList();
    return language == Language.KO ? String.join(", ", spans) : listed(spans);
  }

  private static Month last(Month first, Set<Month> months) {
    Month last = first;
    while (months.contains(last.plus(1)) && last.plus(1) != first) {
      last = last.plus(1);
    }
    return last;
  }

  private String span(Month first, Month last) {
    return first == last
        ? month(first)
        : say("%s~%s", "%s to %s").formatted(month(first), month(last));
  }

  String month(Month month) {
    return say(month.getValue() + "월", month.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
  }

  String date(LocalDate date) {
    return say(KOREAN_DATE, ENGLISH_DATE).format(date);
  }

  String season(Season season) {
    return switch (season) {
      case SPRING -> say("봄", "spring");
      case SUMMER -> say("여름", "summer");
      case AUTUMN -> say("가을", "autumn");
      case WINTER -> say("겨울", "winter");
    };
  }

  /// `1.5km`, as the guide writes distances.
  static String kilometres(double kilometres) {
    return oneDecimal(kilometres) + "km";
  }

  static String oneDecimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
