package com.tripgen.ai.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.OpeningHours;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BusinessHoursTest {
  private static final List<String> ENGLISH =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private static Optional<OpeningHours> read(Stream<String> days, String hours) {
    String entries =
        days.map(day -> "{\"day\": \"%s\", \"hours\": \"%s\"}".formatted(day, hours))
            .collect(Collectors.joining(","));
    return BusinessHours.read(JsonMapper.shared().readTree("[" + entries + "]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "09:00-18:00 | 540 | 1080",
        "9:00 ~ 18:00 | 540 | 1080",
        "09:00 – 24:00 | 540 | 1440",
        "18:00-02:00 | 1080 | 1560",
        "24시간 | 0 | 1440",
        "Open 24 hours | 0 | 1440"
      })
  void one_interval_a_day(String hours, int open, int close) {
    assertThat(read(ENGLISH.stream(), hours).orElseThrow().on(DayOfWeek.WEDNESDAY))
        .containsExactly(new OpenInterval(open, close));
  }

  @Test
  void several_intervals_a_day() {
    assertThat(
            read(ENGLISH.stream(), "17:00-21:00, 11:30-14:30").orElseThrow().on(DayOfWeek.SUNDAY))
        .containsExactly(new OpenInterval(690, 870), new OpenInterval(1020, 1260));
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed", "Closed", "휴무", "정기 휴무"})
  void a_closing_day(String hours) {
    assertThat(read(ENGLISH.stream(), hours).orElseThrow().on(DayOfWeek.MONDAY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"월,화,수,목,금,토,일", "월요일,화요일,수요일,목요일,금요일,토요일,일요일", "MON,TUE,WED,THU,FRI,SAT,SUN"})
  void days_in_both_languages(String days) {
    assertThat(read(Stream.of(days.split(",")), "10:00-20:00").orElseThrow().on(DayOfWeek.SUNDAY))
        .containsExactly(new OpenInterval(600, 1200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "by appointment",
        "09:00",
        "25:00-26:00",
        "09:00-18:00, lunch",
        "10:00-14:00,13:00-18:00"
      })
  void what_is_not_understood_is_unknown(String hours) {
    assertThat(read(ENGLISH.stream(), hours)).isEmpty();
  }

  @Test
  void a_week_with_a_day_missing_twice_or_unheard_of_is_unknown() {
    assertThat(read(ENGLISH.stream().limit(6), "10:00-20:00")).isEmpty();
    assertThat(read(Stream.concat(ENGLISH.stream(), Stream.of("mon")), "10:00-20:00")).isEmpty();
    assertThat(read(Stream.of("someday"), "10:00-20:00")).isEmpty();
    assertThat(BusinessHours.read(JsonMapper.shared().missingNode())).isEmpty();
  }
}
