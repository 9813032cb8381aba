package com.tripgen.ai.planning.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Opening;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartTimesTest {
  private static final LocalDate DATE = TripDraft.MONDAY;

  @Test
  void a_stay_starts_while_the_rest_of_it_is_inside_one_interval() {
    Opening opening = new PlaceDraft("p").open("10:00", "12:00").open("13:00", "16:00").opening();

    assertThat(StartTimes.of(opening, DATE, 90)).containsExactly(600, 630, 780, 870);
    assertThat(StartTimes.of(opening, DATE, 150)).containsExactly(780, 810);
    assertThat(StartTimes.of(opening, DATE, 200)).isEmpty();
  }

  @Test
  void last_entry_counts_when_it_is_earlier_than_the_length_of_the_stay_asks() {
    PlaceDraft place = new PlaceDraft("p").open("10:00", "18:00");
    place.lastEntry = 120;

    assertThat(StartTimes.of(place.opening(), DATE, 60)).containsExactly(600, 960);
  }

  @Test
  void an_interval_past_midnight_does_not_end_at_midnight() {
    Opening opening = new PlaceDraft("p").open("22:00", "02:00").opening();

    assertThat(StartTimes.of(opening, DATE, 180)).containsExactly(1320, 1380);
  }

  @Test
  void overlapping_starts_are_joined() {
    Opening opening = new PlaceDraft("p").open("13:00", "18:00").open("10:00", "15:00").opening();

    assertThat(StartTimes.of(opening, DATE, 60)).containsExactly(600, 1020);
  }

  @Test
  void a_closed_date_and_another_season_leave_no_start() {
    Opening open = new PlaceDraft("p").opening();
    Opening closed = new Opening(open.hours(), Set.of(DATE), Set.of(), Set.of(), 0);
    Opening winter =
        new Opening(open.hours(), Set.of(), Set.of(DATE.minusMonths(4).getMonth()), Set.of(), 0);

    assertThat(StartTimes.of(closed, DATE, 60)).isEmpty();
    assertThat(StartTimes.of(winter, DATE, 60)).isEmpty();
  }

  @Test
  void unknown_hours_close_nothing() {
    assertThat(StartTimes.of(Opening.UNKNOWN, DATE, 60)).containsExactly(0, 1440);
  }

  @Test
  void the_earliest_start_skips_a_gap_and_the_latest_falls_back_over_it() {
    int[] starts = {600, 630, 780, 870};

    assertThat(StartTimes.earliest(starts, 500)).isEqualTo(600);
    assertThat(StartTimes.earliest(starts, 615)).isEqualTo(615);
    assertThat(StartTimes.earliest(starts, 631)).isEqualTo(780);
    assertThat(StartTimes.earliest(starts, 871)).isEqualTo(StartTimes.NEVER);
    assertThat(StartTimes.latest(starts, 900)).isEqualTo(870);
    assertThat(StartTimes.latest(starts, 779)).isEqualTo(630);
    assertThat(StartTimes.latest(starts, 599)).isEqualTo(StartTimes.TOO_LATE);
  }

  @Test
  void a_part_keeps_what_lies_within() {
    assertThat(StartTimes.within(new int[] {600, 630, 780, 870}, 620, 800))
        .containsExactly(620, 630, 780, 800);
  }
}
