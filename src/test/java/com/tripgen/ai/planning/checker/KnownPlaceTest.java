package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.KNOWN_PLACE;
import static com.tripgen.ai.planning.checker.DayDraft.here;
import static com.tripgen.ai.planning.checker.DayDraft.ownCar;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownPlaceTest {
  private final ProblemDraft trip = Trips.family();

  @Test
  void a_place_nobody_named_is_not_visited() {
    PlanDraft plan = Trips.familyPlan(trip);
    plan.day(2).stop("seafood").placeId = "seafod";
    Trips.assertBreaks(trip, plan, KNOWN_PLACE, 2, "seafod");
  }

  @Test
  void the_name_is_copied() {
    PlanDraft plan = Trips.familyPlan(trip);
    plan.day(1).stop("market").name = "The Market";
    Violation violation = Trips.assertBreaks(trip, plan, KNOWN_PLACE, 1, "market");
    assertThat(violation.explanation()).isEqualTo("The Market is called The market");
  }

  @Test
  void the_category_is_copied() {
    PlanDraft plan = Trips.familyPlan(trip);
    plan.day(3).stop("beach").category = PlaceCategory.CULTURE;
    Trips.assertBreaks(trip, plan, KNOWN_PLACE, 3, "beach");
  }

  @Test
  void the_coordinates_are_copied_to_a_millionth_of_a_degree() {
    PlanDraft plan = Trips.familyPlan(trip);
    DayDraft.StopDraft beach = plan.day(3).stop("beach");
    Coordinates real = beach.coordinates;
    beach.coordinates = new Coordinates(real.latitude() + 0.9e-6, real.longitude() - 0.9e-6);
    Trips.assertGood(trip, plan);
    beach.coordinates = new Coordinates(real.latitude(), real.longitude() + 1.1e-6);
    Trips.assertBreaks(trip, plan, KNOWN_PLACE, 3, "beach");
    beach.coordinates = new Coordinates(0, 0);
    Trips.assertBreaks(trip, plan, KNOWN_PLACE, 3, "beach");
  }

  @Test
  void a_model_alone_verifies_nothing() {
    PlanDraft plan = Trips.familyPlan(trip);
    plan.day(2).stop("gallery").verified = true;
    Trips.assertBreaks(trip, plan, KNOWN_PLACE, 2, "gallery");
  }

  @Test
  void a_place_of_a_source_is_verified() {
    PlanDraft plan = Trips.familyPlan(trip);
    plan.day(1).stop("grill").verified = false;
    Trips.assertBreaks(trip, plan, KNOWN_PLACE, 1, "grill");
  }

  @Test
  void a_day_visits_places_of_its_own_stay() {
    PlanDraft plan = Trips.familyPlan(trip);
    PlaceDraft museum = new PlaceDraft("museum", 0, trip.at(1, 3)).minutes(120);
    trip.places.put("museum", museum.open("09:00", "17:00"));
    Trips.assertBreaks(trip, plan, KNOWN_PLACE, 3, "museum");
  }

  @Test
  void a_meal_is_taken_at_a_food_place() {
    trip.place("soup").category(PlaceCategory.SHOPPING);
    Trips.assertBreaks(trip, Trips.familyPlan(trip), KNOWN_PLACE, 3, "soup");
  }

  @Test
  void only_a_meal_may_stand_without_a_place() {
    ProblemDraft solo = Trips.afternoon();
    DayDraft day = Trips.day().meal(solo.at(0, 0), "15:00", here()).back("16:00", here());
    day.shortfall(5, 1).stops.getFirst().kind = StopKind.SIGHT;
    Trips.assertBreaks(solo, day, KNOWN_PLACE, null);
  }

  @ParameterizedTest
  @CsvSource({"50.0, 98, true", "50.1, 99, false"})
  void a_model_proposes_within_50_kilometres(double kilometres, int minutes, boolean good) {
    ProblemDraft solo = Trips.afternoon().hours("07:00", "11:50");
    solo.transport = TransportMode.CAR;
    PlaceDraft abbey = solo.place(0, "abbey", kilometres).origin(Origin.MODEL);
    DayDraft day =
        Trips.day()
            .sight(abbey, "08:45", ownCar(kilometres, minutes))
            .back("09:45", ownCar(kilometres, minutes))
            .shortfall(5, 1);
    if (good) {
      Trips.assertGood(solo, day);
    } else {
      Trips.assertBreaks(solo, day, KNOWN_PLACE, "abbey");
    }
  }
}
