package com.tripgen.ai.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.OpeningHours;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyHoursTest {
  @Test
  void daily_means_every_day() {
    OpeningHours hours = WeeklyHours.parse(Map.of("daily", List.of("00:00-24:00"))).week();
    for (DayOfWeek day : DayOfWeek.values()) {
      assertThat(hours.on(day)).containsExactly(new OpenInterval(0, 1440));
    }
  }

  @Test
  void a_span_of_weekdays_may_run_over_the_end_of_the_week() {
    OpeningHours hours = WeeklyHours.parse(Map.of("sat-tue", List.of("10:00-18:30"))).week();
    assertThat(hours.week().keySet())
        .containsExactlyInAnyOrder(
            DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.TUESDAY);
    assertThat(hours.on(DayOfWeek.SUNDAY)).containsExactly(new OpenInterval(600, 1110));
  }

  @ParameterizedTest
  @CsvSource({"18:00-02:00, 1080, 1560", "18:00-00:00, 1080, 1440", "09:00-24:00, 540, 1440"})
  void a_place_may_close_after_midnight(String interval, int open, int close) {
    OpeningHours hours = WeeklyHours.parse(Map.of("fri", List.of(interval))).week();
    assertThat(hours.on(DayOfWeek.FRIDAY)).containsExactly(new OpenInterval(open, close));
    assertThat(hours.on(DayOfWeek.SATURDAY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "monday, 09:00-18:00",
    "mon-, 09:00-18:00",
    "mon, 9:00-18:00",
    "mon, 09:00-25:00",
    "mon, 09:60-18:00",
    "mon, closed"
  })
  void anything_else_is_refused(String days, String interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeeklyHours.parse(Map.of(days, List.of(interval))));
  }

  @Test
  void a_weekday_has_one_entry_and_its_intervals_are_in_order() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WeeklyHours.parse(
                    Map.of("daily", List.of("09:00-18:00"), "mon", List.of("10:00-12:00"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeeklyHours.parse(Map.of("mon", List.of("13:00-18:00", "09:00-12:00"))));
  }
}
