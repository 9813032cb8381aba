package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.DAY_WINDOW;
import static com.tripgen.ai.planning.checker.DayDraft.bus;
import static com.tripgen.ai.planning.checker.DayDraft.here;
import static com.tripgen.ai.planning.checker.DayDraft.taxi;
import static com.tripgen.ai.planning.checker.DayDraft.walk;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.planning.Violation;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayWindowTest {
  private final ProblemDraft solo = Trips.afternoon();
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);

  @ParameterizedTest
  @CsvSource({"14:06, true", "14:05, false"})
  void the_party_leaves_after_the_daily_start(String start, boolean good) {
    PlaceDraft tower = solo.place(0, "tower", 0.3);
    DayDraft day =
        Trips.day().sight(tower, start, walk(0.3, 6)).back("15:30", walk(0.3, 6)).shortfall(5, 1);
    if (good) {
      Trips.assertGood(solo, day);
    } else {
      Violation violation = Trips.assertBreaks(solo, day, DAY_WINDOW, "tower");
      assertThat(violation.explanation())
          .isEqualTo("the party leaves at 13:59 but the day is open 14:00-17:50");
    }
  }

  @ParameterizedTest
  @CsvSource({"17:44, true", "17:45, false"})
  void the_party_is_back_by_the_daily_end(String back, boolean good) {
    PlaceDraft tower = solo.place(0, "tower", 0.3);
    DayDraft day =
        Trips.day().sight(tower, "16:30", walk(0.3, 6)).back(back, walk(0.3, 6)).shortfall(5, 1);
    if (good) {
      Trips.assertGood(solo, day);
    } else {
      Trips.assertBreaks(solo, day, DAY_WINDOW, null);
    }
  }

  @ParameterizedTest
  @CsvSource({"10:54, true", "10:53, false"})
  void the_first_day_opens_half_an_hour_after_the_arrival(String start, boolean good) {
    plan.day(1).stop("palace").start = LocalTime.parse(start);
    if (good) {
      Trips.assertGood(trip, plan);
    } else {
      Trips.assertBreaks(trip, plan, DAY_WINDOW, 1, "palace");
    }
  }

  @ParameterizedTest
  @CsvSource({"15:55, true", "15:56, false"})
  void the_last_day_closes_half_an_hour_before_the_departure(String back, boolean good) {
    plan.day(3).back(back, taxi(9, 35));
    if (good) {
      Trips.assertGood(trip, plan);
    } else {
      Trips.assertBreaks(trip, plan, DAY_WINDOW, 3, null);
    }
  }

  @ParameterizedTest
  @CsvSource({"17:20, true", "17:19, false"})
  void a_flight_asks_for_two_hours(String departure, boolean good) {
    ProblemDraft.StayDraft boram = trip.stays.get(1);
    boram.departure = LocalTime.parse(departure);
    boram.departurePoint =
        new TransitPoint("Boram Airport", trip.at(1, -3), TransitPoint.Kind.AIRPORT);
    if (good) {
      Trips.assertGood(trip, plan);
    } else {
      Trips.assertBreaks(trip, plan, DAY_WINDOW, 3, null);
    }
  }

  @Test
  void a_day_with_an_empty_window_has_no_stops() {
    solo.stays.getFirst().arrival = LocalTime.of(17, 40);
    Trips.assertGood(solo, Trips.day().shortfall(5, 0));
    PlaceDraft lobby = solo.place(0, "lobby", 0);
    DayDraft day = Trips.day().sight(lobby, "18:10", here()).back("19:10", here()).shortfall(5, 1);
    Violation violation = Trips.assertBreaks(solo, day, DAY_WINDOW, "lobby");
    assertThat(violation.explanation())
        .isEqualTo("the party is at The lobby until 19:10 but the day is empty");
  }

  @ParameterizedTest
  @CsvSource({"14:29, false", "14:30, true", "17:36, true", "17:37, false"})
  void a_way_without_stops_lies_in_the_window(String start, boolean good) {
    ProblemDraft.StayDraft stay = solo.stays.getFirst();
    stay.arrival = LocalTime.of(14, 0);
    stay.arrivalPoint = new TransitPoint("Station", solo.at(0, 1), TransitPoint.Kind.STATION);
    DayDraft day = Trips.day().back(start, bus(1, 14)).shortfall(5, 0);
    if (good) {
      Trips.assertGood(solo, day);
    } else {
      Trips.assertBreaks(solo, day, DAY_WINDOW, null);
    }
  }

  /// A way of 370 minutes from 12:30 arrives at 18:40, one of 730 minutes after midnight.
  @ParameterizedTest
  @CsvSource({
    "370, 18:40, true",
    "370, 19:26, true",
    "370, 19:27, false",
    "430, 19:40, true",
    "730, 00:40, true"
  })
  void a_late_arrival_in_another_city_leaves_room_for_lunch_before(
      int minutes, String start, boolean good) {
    ProblemDraft late =
        new ProblemDraft()
            .stay("Aram", 36, Trips.MONDAY, Trips.MONDAY)
            .stay("Boram", 35, Trips.MONDAY, Trips.MONDAY)
            .route(minutes, 150)
            .hours("09:00", "19:30")
            .member(HealthStatus.GOOD);
    late.stays.get(0).departure = LocalTime.of(12, 30);
    DayDraft day =
        new DayDraft(1, LocalDate.parse(Trips.MONDAY), 1)
            .meal(late.at(0, 0), "11:15", here())
            .intercity("12:30", minutes, 150)
            .back(start, walk(0.2, 4))
            .shortfall(5, 0);
    late.stays.get(1).departurePoint =
        new TransitPoint("Boram Station", late.at(1, 0.2), TransitPoint.Kind.STATION);
    if (good) {
      Trips.assertGood(late, day);
    } else {
      Trips.assertBreaks(late, day, DAY_WINDOW, null);
    }
  }
}
