package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.TRANSFER_POSSIBLE;
import static com.tripgen.ai.planning.checker.DayDraft.bus;
import static com.tripgen.ai.planning.checker.DayDraft.here;
import static com.tripgen.ai.planning.checker.DayDraft.taxi;
import static com.tripgen.ai.planning.checker.DayDraft.walk;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.Wish;
import java.time.LocalTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferPossibleTest {
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);

  private void assertBreaks(int day, String placeId) {
    Trips.assertBreaks(trip, plan, TRANSFER_POSSIBLE, day, placeId);
  }

  private void assertBreaks(int day) {
    Trips.assertBreaks(trip, plan, TRANSFER_POSSIBLE, day, null);
  }

  @Nested
  class Legs {
    @Test
    void a_leg_leaves_after_the_stop_before() {
      plan.day(1).stop("market").start = LocalTime.of(13, 53);
      Trips.assertGood(trip, plan);
      plan.day(1).stop("market").start = LocalTime.of(13, 52);
      Violation violation = Trips.assertBreaks(trip, plan, TRANSFER_POSSIBLE, 1, "market");
      assertThat(violation.explanation())
          .isEqualTo("the leg The noodles -> The market leaves at 13:44 but cannot before 13:45");
    }

    @ParameterizedTest
    @CsvSource({"23, false", "24, true", "30, true"})
    void a_leg_takes_its_time(int minutes, boolean good) {
      plan.day(1).stop("palace").leg = taxi(5, minutes);
      if (good) {
        Trips.assertGood(trip, plan);
      } else {
        assertBreaks(1, "palace");
      }
    }

    @ParameterizedTest
    @CsvSource({"6.46, true", "6.54, true", "6.44, false", "6.56, false", "NaN, false"})
    void a_leg_is_as_long_as_it_is(double kilometres, boolean good) {
      plan.day(1).stop("palace").leg = new Leg(TravelMode.CAR, Vehicle.TAXI, 24, kilometres);
      if (good) {
        Trips.assertGood(trip, plan);
      } else {
        assertBreaks(1, "palace");
      }
    }

    @Test
    void a_stay_lasts() {
      plan.day(3).stop("beach").minutes = 0;
      plan.day(3).rests.removeLast();
      plan.day(3).rest("beach", "13:00", 15);
      assertBreaks(3, "beach");
    }

    @Test
    void a_day_with_stops_leads_back() {
      plan.day(2).returnLeg = null;
      assertBreaks(2);
    }

    @Test
    void the_way_back_begins_after_the_last_stop() {
      plan.day(2).back("18:29", taxi(5, 24));
      assertBreaks(2);
    }

    @ParameterizedTest
    @CsvSource({"8.36, 60, true", "8.38, 61, false"})
    void a_ride_between_stops_takes_at_most_an_hour(double north, int minutes, boolean good) {
      ProblemDraft solo = Trips.afternoon().hours("07:00", "11:50");
      DayDraft day = rideBetween(solo, north, minutes);
      if (good) {
        Trips.assertGood(solo, day);
      } else {
        Trips.assertBreaks(solo, day, TRANSFER_POSSIBLE, "north");
      }
    }

    @Test
    void a_ride_to_a_must_visit_may_take_longer() {
      ProblemDraft solo = Trips.afternoon().hours("07:00", "11:50");
      DayDraft day = rideBetween(solo, 8.38, 61);
      solo.place("north").wish(Wish.MUST_VISIT);
      Trips.assertGood(solo, day);
      solo.place("north").wish(Wish.NONE);
      solo.place("south").wish(Wish.MUST_VISIT);
      Trips.assertGood(solo, day);
    }

    private DayDraft rideBetween(ProblemDraft solo, double north, int minutes) {
      PlaceDraft first = solo.place(0, "south", -8.3);
      PlaceDraft second = solo.place(0, "north", north);
      return Trips.day()
          .sight(first, "07:45", bus(8.3, 42))
          .sight(second, "09:50", bus(8.3 + north, minutes))
          .back("10:50", bus(north, 42))
          .shortfall(5, 2);
    }

    @ParameterizedTest
    @CsvSource({"43.58, 120, 0", "43.60, 121, 2"})
    void a_ride_from_and_to_the_base_takes_at_most_two_hours(
        double kilometres, int minutes, int violations) {
      ProblemDraft solo = Trips.afternoon().hours("07:00", "11:50");
      PlaceDraft abbey = solo.place(0, "abbey", kilometres).minutes(30);
      DayDraft day =
          Trips.day()
              .sight(abbey, "09:05", bus(kilometres, minutes))
              .back("09:35", bus(kilometres, minutes))
              .shortfall(5, 1);
      assertThat(Trips.check(solo, day))
          .hasSize(violations)
          .allMatch(violation -> violation.constraint() == TRANSFER_POSSIBLE);
    }

    @Test
    void the_way_from_a_far_airport_has_no_limit_on_a_day_without_stops() {
      ProblemDraft solo = Trips.afternoon();
      ProblemDraft.StayDraft stay = solo.stays.getFirst();
      stay.arrival = LocalTime.of(15, 0);
      stay.arrivalPoint = new TransitPoint("Airport", solo.at(0, 80), TransitPoint.Kind.AIRPORT);
      Trips.assertGood(solo, Trips.day().back("15:30", bus(80, 202)).shortfall(5, 0));
      Trips.assertBreaks(solo, Trips.day().shortfall(5, 0), TRANSFER_POSSIBLE, null);
      Trips.assertBreaks(
          solo, Trips.day().back("15:30", bus(80, 201)).shortfall(5, 0), TRANSFER_POSSIBLE, null);
    }
  }

  @Nested
  class BetweenCities {
    @Test
    void a_day_of_change_has_its_intercity_leg() {
      plan.day(2).intercity = null;
      assertBreaks(2);
    }

    @Test
    void another_day_has_none() {
      plan.day(3).intercity("08:00", 30, 40);
      assertBreaks(3);
    }

    @ParameterizedTest
    @CsvSource({
      "12:31, 100, 150, false",
      "12:30, 99, 150, false",
      "12:30, 101, 150, false",
      "12:30, 100, 150.04, true",
      "12:30, 100, 150.06, false"
    })
    void it_is_as_the_problem_says(String start, int minutes, double kilometres, boolean good) {
      plan.day(2).intercity(start, minutes, kilometres);
      if (good) {
        Trips.assertGood(trip, plan);
      } else {
        assertBreaks(2);
      }
    }

    @Test
    void with_both_times_it_takes_the_time_between_them() {
      trip.stays.get(1).arrival = LocalTime.of(14, 5);
      plan.day(2).intercity("12:30", 95, 150);
      Trips.assertGood(trip, plan);
    }

    @Test
    void with_the_arrival_alone_it_ends_then() {
      trip.stays.get(0).departure = null;
      trip.stays.get(1).arrival = LocalTime.of(14, 0);
      plan.day(2).intercity("12:20", 100, 150);
      Trips.assertGood(trip, plan);
    }

    @Test
    void the_day_goes_on_at_the_arrival_point() {
      ProblemDraft.StayDraft boram = trip.stays.get(1);
      boram.arrival = LocalTime.of(14, 10);
      boram.arrivalPoint =
          new TransitPoint("Boram Station", trip.at(1, 1), TransitPoint.Kind.STATION);
      assertBreaks(2, "aquarium");
      plan.day(2).stop("aquarium").leg = taxi(1, 12);
      Trips.assertGood(trip, plan);
    }

    @ParameterizedTest
    @CsvSource({"11:30, true", "11:31, false"})
    void a_meal_before_it_is_over_when_it_starts(String start, boolean good) {
      plan.day(2).stops.getFirst().start = LocalTime.parse(start);
      if (good) {
        Trips.assertGood(trip, plan);
      } else {
        assertBreaks(2);
      }
    }

    @Test
    void no_place_is_visited_before_it() {
      PlaceDraft bakery = trip.place(1, "bakery", 0).food();
      plan.day(2).stops.removeFirst();
      plan.day(2).meal(bakery, "11:15", here());
      plan.day(2).stops.addFirst(plan.day(2).stops.removeLast());
      assertBreaks(2, "bakery");
    }

    @ParameterizedTest
    @CsvSource({"14:25, true", "14:24, false"})
    void the_party_goes_on_after_it(String start, boolean good) {
      plan.day(2).stop("aquarium").start = LocalTime.parse(start);
      if (good) {
        Trips.assertGood(trip, plan);
      } else {
        assertBreaks(2, "aquarium");
      }
    }
  }

  @Nested
  class Rests {
    @ParameterizedTest
    @ValueSource(strings = {"12:16", "10:50", "12:31", "12:20"})
    void a_rest_lies_inside_a_sights_stay_or_right_after_it(String start) {
      plan.day(1).rests.removeFirst();
      plan.day(1).rest("palace", start, 15);
      assertBreaks(1, "palace");
    }

    @Test
    void a_rest_does_not_lie_inside_a_meal() {
      plan.day(1).rest("noodles", "12:50", 15);
      assertBreaks(1, "noodles");
    }

    @ParameterizedTest
    @CsvSource({"18, true", "19, false"})
    void a_rest_after_a_stay_is_over_before_the_party_leaves(int minutes, boolean good) {
      plan.day(1).rests.removeLast();
      plan.day(1).rest("garden", "16:45", minutes);
      if (good) {
        Trips.assertGood(trip, plan);
      } else {
        assertBreaks(1, "garden");
      }
    }

    @Test
    void the_way_back_waits_for_the_last_rest() {
      plan.day(3).back("14:44", taxi(9, 35));
      assertBreaks(3, "beach");
    }

    @ParameterizedTest
    @CsvSource({"15:20, true", "15:19, false"})
    void rests_do_not_overlap(String start, boolean good) {
      plan.day(2).rest("aquarium", start, 15);
      if (good) {
        Trips.assertGood(trip, plan);
      } else {
        assertBreaks(2, "aquarium");
      }
    }
  }

  @Test
  void points_within_a_metre_need_no_leg() {
    ProblemDraft solo = Trips.afternoon();
    PlaceDraft lobby = solo.place(0, "lobby", 0.0009);
    DayDraft day = Trips.day().sight(lobby, "14:00", here()).back("15:00", here()).shortfall(5, 1);
    Trips.assertGood(solo, day);
    solo.place(0, "lobby", 0.0011);
    day.stop("lobby").coordinates = solo.at(0, 0.0011);
    assertThat(Trips.check(solo, day))
        .extracting(Violation::constraint)
        .containsExactly(TRANSFER_POSSIBLE, TRANSFER_POSSIBLE);
    day.move("lobby", "14:01", walk(0.0011, 1)).back("15:01", walk(0.0011, 1));
    Trips.assertGood(solo, day);
  }
}
