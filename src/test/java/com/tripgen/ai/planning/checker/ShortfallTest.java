package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.HEALTH_PACE;
import static com.tripgen.ai.planning.Constraint.MEALS;
import static com.tripgen.ai.planning.Constraint.TRANSFER_POSSIBLE;
import static com.tripgen.ai.planning.checker.DayDraft.bus;
import static com.tripgen.ai.planning.checker.DayDraft.here;
import static com.tripgen.ai.planning.checker.DayDraft.taxi;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.Wish;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A shortfall is right only when no unused candidate fits. In most tests: three halls until 15:00
/// of five sights, and one unused place.
class ShortfallTest {
  private final ProblemDraft solo = Trips.afternoon();
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);
  private final DayDraft day = Trips.halls(solo, 3).shortfall(5, 3);
  private final PlaceDraft unused = solo.place(0, "unused", 0.3);

  private void health(HealthStatus health) {
    solo.members.add(new Member(50, health, Set.of()));
  }

  private void assertFits(boolean fits) {
    if (fits) {
      Violation violation = Trips.assertBreaks(solo, day, HEALTH_PACE, null);
      assertThat(violation.explanation())
          .isEqualTo("has 3 of at least 5 sights, but The unused (unused) is unused and fits");
    } else {
      Trips.assertGood(solo, day);
    }
  }

  /// 17:50 less three halls, and 6 minutes each way.
  @ParameterizedTest
  @CsvSource({"158, true", "159, false"})
  void a_place_fits_that_fills_the_day_to_the_minute(int minutes, boolean fits) {
    unused.minutes(minutes);
    assertFits(fits);
  }

  @ParameterizedTest
  @CsvSource({"15:06, true", "15:05, false"})
  void it_may_stand_at_the_beginning(String close, boolean fits) {
    unused.open("14:00", close);
    assertFits(fits);
  }

  @ParameterizedTest
  @CsvSource({"15:26, true", "15:25, false"})
  void it_may_stand_in_between(String close, boolean fits) {
    unused.open("14:20", close);
    solo.place("hall1").open("14:00", "14:20");
    day.stop("hall1").hoursKnown = true;
    assertFits(fits);
  }

  @Test
  void what_is_excluded_does_not_fit() {
    unused.wish(Wish.EXCLUDED);
    assertFits(false);
  }

  @Test
  void what_is_closed_does_not_fit() {
    unused.closedDates = Set.of(day.date);
    assertFits(false);
  }

  @Test
  void what_the_trip_visits_under_another_id_does_not_fit() {
    solo.place(0, "unused", 0).name = " the HALL2";
    assertFits(false);
  }

  @Test
  void what_a_model_proposes_too_far_away_does_not_fit() {
    solo.transport = TransportMode.CAR;
    solo.hours("07:00", "17:50");
    solo.weather.clear();
    day.stops.clear();
    solo.places.clear();
    day.meal(solo.at(0, 0), "11:00", here()).back("12:00", here()).shortfall(5, 0);
    solo.place(0, "abbey", 51).minutes(30);
    Trips.assertBreaks(solo, day, HEALTH_PACE, null);
    solo.place(0, "abbey", 51).minutes(30).origin(Origin.MODEL);
    Trips.assertGood(solo, day);
    solo.place(0, "abbey", 49).minutes(30).origin(Origin.MODEL);
    Trips.assertBreaks(solo, day, HEALTH_PACE, null);
  }

  @Test
  void one_food_place_fits_as_a_sight_and_a_second_does_not() {
    unused.food();
    assertFits(true);
    solo.place("hall2").food();
    day.stop("hall2").category = PlaceCategory.FOOD;
    assertFits(false);
  }

  @Test
  void a_ride_over_an_hour_does_not_fit_between_stops() {
    solo.hours("07:00", "11:50");
    solo.places.clear();
    DayDraft far =
        Trips.day()
            .sight(solo.place(0, "south", -8.3), "08:00", bus(8.3, 42))
            .back("09:00", bus(8.3, 42))
            .shortfall(5, 1);
    solo.place(0, "north", 8.36);
    Trips.assertBreaks(solo, far, HEALTH_PACE, null);
    solo.place(0, "north", 8.38);
    Trips.assertGood(solo, far);
    solo.place("north").wish(Wish.MUST_VISIT);
    assertThat(Trips.check(solo, far)).extracting(Violation::constraint).contains(HEALTH_PACE);
  }

  /// Lunch before the way to Boram, then the aquarium alone, and the gallery unused.
  private void dropGallery() {
    trip.weather.clear();
    plan.day(3).exposed.clear();
    plan.day(2).stops.remove(plan.day(2).stop("gallery"));
    plan.day(2).rests.removeLast();
    plan.day(2).rest("aquarium", "15:30", 15).shortfall(2, 1);
    plan.day(2).move("seafood", "17:30", taxi(3, 18));
  }

  @Test
  void a_day_of_change_is_filled_after_the_way() {
    dropGallery();
    Violation violation = Trips.assertBreaks(trip, plan, HEALTH_PACE, 2, null);
    assertThat(violation.explanation()).contains("The gallery (gallery) is unused and fits");
    trip.place("gallery").reopen("09:00", "14:30");
    Trips.assertGood(trip, plan);
  }

  @Test
  void a_day_whose_lunch_runs_into_the_way_cannot_be_filled() {
    dropGallery();
    trip.stays.get(0).departure = LocalTime.of(11, 59);
    trip.routes.clear();
    trip.route(91, 150);
    plan.day(2).intercity("11:59", 91, 150);
    Trips.assertBreaks(trip, plan, TRANSFER_POSSIBLE, 2, null);
  }

  @Test
  void a_day_without_its_lunch_cannot_be_filled() {
    dropGallery();
    plan.day(2).stops.removeFirst();
    Trips.assertBreaks(trip, plan, MEALS, 2, null);
  }

  /// North is too far from south for one ride, but lunch may stand at the base between them.
  @Test
  void a_meal_without_a_place_moves_to_make_room() {
    solo.hours("08:00", "16:00").places.clear();
    PlaceDraft south = solo.place(0, "south", -8.3);
    solo.place(0, "north", 8.38);
    DayDraft lunch =
        Trips.day()
            .sight(south, "09:00", bus(8.3, 42))
            .meal(south.coordinates, "11:00", here())
            .back("12:00", bus(8.3, 42))
            .shortfall(5, 1);
    Trips.assertBreaks(solo, lunch, HEALTH_PACE, null);
    solo.place("north").minutes(180);
    Trips.assertGood(solo, lunch);
  }

  /// From 14:00 to 17:40 a LIMITED party needs one rest, inside a sight.
  @ParameterizedTest
  @CsvSource({"15, true", "14, false"})
  void the_rests_due_have_room_inside_the_sights(int minutes, boolean fits) {
    health(HealthStatus.LIMITED);
    solo.places.clear();
    PlaceDraft sunset = solo.place(0, "sunset", 0).minutes(10).open("17:30", "17:40");
    solo.place(0, "unused", 0).minutes(minutes).open("14:00", "14:30");
    DayDraft late =
        Trips.day().sight(sunset, "17:30", here()).back("17:40", here()).shortfall(2, 1);
    if (fits) {
      Trips.assertBreaks(solo, late, HEALTH_PACE, null);
    } else {
      Trips.assertGood(solo, late);
    }
  }

  @Test
  void a_day_without_stops_has_room_for_a_sight() {
    day.stops.clear();
    solo.places.clear();
    solo.place(0, "unused", 0.3).minutes(218);
    day.back("14:00", here()).shortfall(5, 0);
    Trips.assertBreaks(solo, day, HEALTH_PACE, null);
    solo.place("unused").minutes(219);
    Trips.assertGood(solo, day);
  }

  @Test
  void other_stays_end_earlier_when_they_are_shortened_to_their_own_length() {
    day.stop("hall3").minutes = 150;
    day.back("17:10", here());
    unused.minutes(100);
    assertFits(true);
  }

  @Test
  void walking_is_slower_for_a_cautious_party() {
    health(HealthStatus.CAUTION);
    DayDraft slow = Trips.halls(solo, 3).shortfall(4, 3);
    // 14:00 and three halls, 8 minutes each way instead of 6.
    unused.minutes(154);
    Trips.assertBreaks(solo, slow, HEALTH_PACE, null);
    unused.minutes(155);
    Trips.assertGood(solo, slow);
  }
}
