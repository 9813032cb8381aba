package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.MEALS;
import static com.tripgen.ai.planning.checker.DayDraft.bus;
import static com.tripgen.ai.planning.checker.DayDraft.here;
import static com.tripgen.ai.planning.checker.DayDraft.taxi;
import static com.tripgen.ai.planning.checker.DayDraft.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Violation;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MealsTest {
  private final ProblemDraft solo = Trips.afternoon();
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);

  /// A day of nothing but one meal at the base.
  private DayDraft mealAtBase(String start) {
    LocalTime end = LocalTime.parse(start).plusMinutes(60);
    return Trips.day()
        .meal(solo.at(0, 0), start, here())
        .back(end.toString(), here())
        .shortfall(5, 0);
  }

  private void assertMeal(boolean good, DayDraft day) {
    if (good) {
      Trips.assertGood(solo, day);
    } else {
      Trips.assertBreaks(solo, day, MEALS, null);
    }
  }

  @Nested
  class Times {
    @ParameterizedTest
    @CsvSource({"11:00, true", "10:59, false", "13:30, true", "13:31, false"})
    void lunch_lies_between_eleven_and_half_past_two(String start, boolean good) {
      solo.hours("10:00", "16:00");
      assertMeal(good, mealAtBase(start));
    }

    @ParameterizedTest
    @CsvSource({"17:00, true", "16:59, false", "20:00, true", "20:01, false"})
    void dinner_lies_between_five_and_nine(String start, boolean good) {
      solo.hours("15:00", "22:00");
      assertMeal(good, mealAtBase(start));
    }

    @ParameterizedTest
    @CsvSource({"59", "61"})
    void a_meal_lasts_an_hour(int minutes) {
      plan.day(1).stop("noodles").minutes = minutes;
      Trips.assertBreaks(trip, plan, MEALS, 1, "noodles");
    }
  }

  @Nested
  class DueMeals {
    @ParameterizedTest
    @CsvSource({
      "10:00, 12:00, false",
      "10:00, 11:59, true",
      "13:30, 17:30, false",
      "13:31, 17:59, true",
      "15:00, 18:00, false",
      "20:00, 23:00, false",
      "20:01, 23:00, true"
    })
    void a_meal_is_due_when_the_day_has_an_hour_for_it(String from, String to, boolean good) {
      solo.hours(from, to);
      assertMeal(good, Trips.day().shortfall(5, 0));
    }

    @Test
    void an_hour_before_the_way_to_another_city_is_enough() {
      plan.day(2).stops.removeFirst();
      Violation violation = Trips.assertBreaks(trip, plan, MEALS, 2, null);
      assertThat(violation.explanation())
          .isEqualTo("lunch is missing: the day has 60 minutes of 11:00-14:30 free");
    }

    @Test
    void an_hour_cut_in_two_by_it_is_not() {
      trip.stays.get(0).departure = LocalTime.of(11, 59);
      trip.routes.clear();
      trip.route(92, 150);
      plan.day(2).stops.removeFirst();
      plan.day(2).intercity("11:59", 92, 150);
      Trips.assertGood(trip, plan);
      trip.routes.clear();
      trip.route(91, 150);
      plan.day(2).intercity("11:59", 91, 150);
      Trips.assertBreaks(trip, plan, MEALS, 2, null);
    }

    @Test
    void no_meal_is_taken_that_is_not_due() {
      DayDraft day = mealAtBase("14:00");
      assertThat(Trips.check(solo, day))
          .extracting(Violation::constraint)
          .containsOnly(MEALS)
          .hasSize(2);
    }

    @Test
    void no_meal_is_taken_twice() {
      PlaceDraft bar = trip.place(1, "bar", 5).food();
      plan.day(2).meal(bar, "18:30", here()).back("19:30", taxi(5, 24));
      assertThat(ConstraintChecker.check(trip.build(), plan.build()))
          .filteredOn(violation -> violation.constraint() == MEALS)
          .extracting(Violation::day, Violation::placeId)
          .containsExactly(tuple(2, "bar"));
    }

    @Test
    void one_food_place_a_day_may_be_a_sight() {
      PlaceDraft first = solo.place(0, "bakery", 0).food();
      PlaceDraft second = solo.place(0, "brewery", 0).food();
      DayDraft day =
          Trips.day().sight(first, "14:00", here()).back("15:00", here()).shortfall(5, 1);
      Trips.assertGood(solo, day);
      day.sight(second, "15:00", here()).back("16:00", here()).shortfall(5, 2);
      Trips.assertBreaks(solo, day, MEALS, "brewery");
    }
  }

  /// A tower from 09:18 to 10:18, lunch beside it at 11:00, a park from 12:30, and at 13:56 back.
  @Nested
  class WithoutPlace {
    private final PlaceDraft tower = solo.hours("09:00", "14:00").place(0, "tower", 2);
    private final PlaceDraft park = solo.place(0, "park", 4);
    private final DayDraft day =
        Trips.day()
            .sight(tower, "09:18", bus(2, 18))
            .meal(tower.coordinates, "11:00", here())
            .sight(park, "12:30", bus(2, 18))
            .back("13:30", bus(4, 26))
            .shortfall(5, 2);
    private final PlaceDraft cafe = solo.place(0, "cafe", 3).food();

    private Violation assertFits() {
      return Trips.assertBreaks(solo, day, MEALS, null);
    }

    private void assertDoesNotFit() {
      Trips.assertGood(solo, day);
    }

    @Test
    void a_meal_has_a_place_where_one_fits() {
      assertThat(assertFits().explanation())
          .isEqualTo(
              "the lunch near somewhere near has no place, but The cafe (cafe) is unused and fits");
    }

    /// The park takes 14 + 60 minutes and the way back 26: at 12:20 lunch has to be over.
    @ParameterizedTest
    @CsvSource({
      "11:00, 12:00, true",
      "11:00, 11:59, false",
      "11:20, 12:20, true",
      "11:21, 12:21, false"
    })
    void it_fits_when_the_other_stops_still_do(String open, String close, boolean fits) {
      cafe.open(open, close);
      if (fits) {
        assertFits();
      } else {
        assertDoesNotFit();
      }
    }

    @Test
    void a_closed_one_does_not_fit() {
      cafe.closedDates = Set.of(LocalDate.parse(Trips.MONDAY));
      assertDoesNotFit();
    }

    @Test
    void a_used_one_does_not_fit() {
      day.stops.removeLast();
      day.sight(cafe, "12:14", bus(1, 14)).back("13:14", bus(3, 22));
      assertDoesNotFit();
    }

    @Test
    void one_too_far_from_the_other_stops_does_not_fit() {
      solo.place(0, "cafe", -12).food();
      assertDoesNotFit();
    }

    @Test
    void a_place_that_serves_no_food_does_not_fit() {
      cafe.category(PlaceCategory.SHOPPING);
      assertDoesNotFit();
    }

    @Test
    void it_stands_where_the_party_is() {
      solo.hours("09:00", "15:00").places.remove("cafe");
      Trips.assertGood(solo, day);
      DayDraft.StopDraft lunch = day.stops.get(1);
      lunch.coordinates = park.coordinates;
      lunch.leg = bus(2, 18);
      lunch.start = LocalTime.of(11, 20);
      day.move("park", "12:30", here());
      Trips.assertBreaks(solo, day, MEALS, null);
      lunch.coordinates = solo.at(0, 0);
      day.move("park", "12:46", bus(4, 26)).back("13:46", bus(4, 26));
      Trips.assertGood(solo, day);
    }

    @Test
    void before_the_way_to_another_city_it_stands_at_the_base() {
      DayDraft.StopDraft lunch = plan.day(2).stops.getFirst();
      lunch.coordinates = trip.at(0, 0.3);
      lunch.leg = walk(0.3, 8);
      Trips.assertBreaks(trip, plan, MEALS, 2, null);
    }

    @Test
    void before_the_way_to_another_city_none_is_needed() {
      trip.place(0, "canteen", 0).food();
      Trips.assertGood(trip, plan);
    }
  }
}
