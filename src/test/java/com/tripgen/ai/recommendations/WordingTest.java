package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Language;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final Wording KOREAN = new Wording(Language.KO);
  private static final Wording ENGLISH = new Wording(Language.EN);

  @Test
  void durations_name_only_the_units_they_have() {
    assertThat(List.of(1, 45, 60, 90, 120))
        .extracting(ENGLISH::duration)
        .containsExactly("1 minute", "45 minutes", "1 hour", "1 hour 30 minutes", "2 hours");
    assertThat(KOREAN.duration(90)).isEqualTo("1시간 30분");
  }

  @Test
  void times_after_midnight_belong_to_the_next_day() {
    assertThat(ENGLISH.time(570)).isEqualTo("09:30");
    assertThat(ENGLISH.time(1440)).isEqualTo("24:00");
    assertThat(ENGLISH.time(1530)).isEqualTo("01:30 the next day");
    assertThat(KOREAN.time(1530)).isEqualTo("다음 날 01:30");
  }

  @Test
  void months_in_a_row_are_a_span_over_the_end_of_the_year_too() {
    assertThat(
            ENGLISH.months(
                Set.of(Month.JANUARY, Month.FEBRUARY, Month.MAY, Month.NOVEMBER, Month.DECEMBER)))
        .isEqualTo("May and November to February");
    assertThat(KOREAN.months(Set.of(Month.MARCH, Month.APRIL))).isEqualTo("3월~4월");
    assertThat(ENGLISH.months(EnumSet.allOf(Month.class))).isEqualTo("January to December");
  }

  @Test
  void weekdays_come_in_the_order_of_the_week() {
    List<DayOfWeek> days = List.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.TUESDAY);

    assertThat(ENGLISH.weekdays(days)).isEqualTo("Monday, Tuesday and Sunday");
    assertThat(KOREAN.weekdays(days)).isEqualTo("월요일·화요일·일요일");
  }
}
