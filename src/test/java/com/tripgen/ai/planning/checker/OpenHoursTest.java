package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.OPEN_HOURS;
import static com.tripgen.ai.planning.checker.DayDraft.walk;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Violation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenHoursTest {
  private final ProblemDraft solo = Trips.afternoon();
  private final PlaceDraft tower = solo.place(0, "tower", 0.3);

  private DayDraft visit(String start) {
    LocalTime end = LocalTime.parse(start).plusMinutes(tower.minutes);
    return Trips.day()
        .sight(tower, start, walk(0.3, 6))
        .back(end.toString(), walk(0.3, 6))
        .shortfall(5, 1);
  }

  private void assertOpen(DayDraft day, boolean good) {
    if (good) {
      Trips.assertGood(solo, day);
    } else {
      Trips.assertBreaks(solo, day, OPEN_HOURS, "tower");
    }
  }

  @ParameterizedTest
  @CsvSource({"15:00, true", "15:01, false"})
  void a_stay_may_end_when_the_place_closes(String start, boolean good) {
    tower.open("10:00", "16:00");
    assertOpen(visit(start), good);
  }

  @ParameterizedTest
  @CsvSource({"14:30, true", "14:29, false"})
  void a_stay_may_begin_when_the_place_opens(String start, boolean good) {
    tower.open("14:30", "18:00");
    assertOpen(visit(start), good);
  }

  @ParameterizedTest
  @CsvSource({"15:30, true", "15:31, false"})
  void a_stay_begins_before_the_last_entry(String start, boolean good) {
    tower.minutes(30).open("10:00", "16:30").lastEntry = 60;
    assertOpen(visit(start), good);
  }

  @ParameterizedTest
  @CsvSource({"15:00, true", "14:30, false", "14:10, false"})
  void a_stay_does_not_span_a_break(String start, boolean good) {
    tower.open("11:00", "14:45").open("15:00", "18:00");
    assertOpen(visit(start), good);
  }

  @Test
  void an_interval_may_last_past_midnight() {
    tower.open("14:00", "02:00");
    assertOpen(visit("15:00"), true);
  }

  @Test
  void the_tail_of_the_evening_before_is_not_used() {
    solo.hours("00:10", "04:00");
    tower.open("20:00", "04:00");
    Violation violation = Trips.assertBreaks(solo, visit("00:30"), OPEN_HOURS, "tower");
    assertThat(violation.explanation())
        .isEqualTo("The tower is visited 00:30-01:30 but open 20:00-04:00 (+1)");
  }

  @Test
  void closed_dates_are_respected() {
    tower.open("10:00", "18:00").closedDates = Set.of(LocalDate.parse(Trips.MONDAY));
    assertOpen(visit("15:00"), false);
  }

  @Test
  void closing_days_are_respected() {
    tower.open("10:00", "18:00").closedOn = Set.of(DayOfWeek.MONDAY);
    Violation violation = Trips.assertBreaks(solo, visit("15:00"), OPEN_HOURS, "tower");
    assertThat(violation.explanation()).isEqualTo("The tower is closed on Mondays");
  }

  @ParameterizedTest
  @CsvSource({"MAY, true", "JUNE, false"})
  void the_season_is_respected_even_where_hours_are_unknown(Month month, boolean good) {
    tower.season = Set.of(month, Month.JULY);
    assertOpen(visit("15:00"), good);
  }

  @Test
  void unknown_hours_are_flagged() {
    DayDraft day = visit("15:00");
    day.stop("tower").hoursKnown = true;
    assertOpen(day, false);
  }

  @Test
  void known_hours_are_not_flagged() {
    tower.open("10:00", "18:00");
    DayDraft day = visit("15:00");
    day.stop("tower").hoursKnown = false;
    assertOpen(day, false);
  }

  @ParameterizedTest
  @CsvSource({"14:45, true", "14:46, false"})
  void a_rest_right_after_a_stay_ends_before_the_place_closes(String start, boolean good) {
    tower.open("10:00", "16:00");
    DayDraft day = visit(start);
    LocalTime end = LocalTime.parse(start).plusMinutes(60);
    day.rest("tower", end.toString(), 15).back("16:05", walk(0.3, 6));
    assertOpen(day, good);
  }
}
