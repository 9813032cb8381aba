package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.checker.DayDraft.bus;
import static com.tripgen.ai.planning.checker.DayDraft.here;
import static com.tripgen.ai.planning.checker.DayDraft.walk;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Plan;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DayFiguresTest {
  private final ProblemDraft solo = Trips.afternoon();
  private final PlaceDraft south = solo.place(0, "south", -1).minutes(20);
  private final PlaceDraft near = solo.place(0, "near", 2).minutes(20);
  private final PlaceDraft far = solo.place(0, "far", 3).minutes(20);

  /// North, past the base to the south, and north again.
  private DayFigures zigzag() {
    DayDraft day =
        Trips.day()
            .sight(near, "14:18", bus(2, 18))
            .sight(south, "15:00", bus(3, 22))
            .sight(far, "16:00", bus(4, 26))
            .back("16:20", bus(3, 22));
    return figures(solo, new PlanDraft(day)).getFirst();
  }

  private static List<DayFigures> figures(ProblemDraft problem, PlanDraft draft) {
    Plan plan = draft.build();
    return DayFigures.of(problem.build(), plan);
  }

  @Test
  void the_least_travel_is_that_of_the_best_order() {
    assertThat(zigzag().travel()).isEqualTo(88);
    assertThat(zigzag().leastTravel()).isEqualTo(OptionalInt.of(14 + 22 + 14 + 22));
  }

  @Test
  void an_order_that_breaks_a_rule_is_not_the_best() {
    near.open("14:00", "14:50");
    south.open("14:40", "15:40");
    far.open("16:00", "17:30");

    assertThat(zigzag().leastTravel()).isEqualTo(OptionalInt.of(88));
  }

  @Test
  void a_meal_without_a_place_stays_with_the_stop_before_it() {
    solo.hours("10:00", "16:00");
    DayDraft day =
        Trips.day()
            .sight(far, "11:00", bus(3, 22))
            .meal(solo.at(0, 3), "11:20", here())
            .sight(south, "12:46", bus(4, 26))
            .back("13:06", bus(1, 14));

    DayFigures figures = figures(solo, new PlanDraft(day)).getFirst();

    assertThat(figures.travel()).isEqualTo(62);
    assertThat(figures.leastTravel()).isEqualTo(OptionalInt.of(62));
  }

  @Test
  void a_day_with_more_stops_than_can_be_tried_has_no_least_travel() {
    DayDraft nine = Trips.halls(solo, DayFigures.MOST_STOPS);
    DayDraft ten = Trips.halls(solo, DayFigures.MOST_STOPS + 1);

    assertThat(figures(solo, new PlanDraft(nine)).getFirst().leastTravel()).hasValue(0);
    assertThat(figures(solo, new PlanDraft(ten)).getFirst().leastTravel()).isEmpty();
  }

  @Test
  void rests_and_meals_are_counted_against_what_is_due() {
    ProblemDraft trip = Trips.family();
    PlanDraft plan = Trips.familyPlan(trip);

    List<DayFigures> days = figures(trip, plan);

    assertThat(days).extracting(DayFigures::restsDue).containsExactly(3, 2, 2);
    assertThat(days).extracting(DayFigures::restsTaken).containsExactly(3, 2, 2);
    assertThat(days).extracting(DayFigures::mealsDue).containsExactly(2, 2, 1);
    assertThat(days).extracting(DayFigures::mealsHad).containsExactly(2, 2, 1);
    assertThat(days).extracting(DayFigures::mealsAtPlaces).containsExactly(2, 1, 1);
    assertThat(days).extracting(DayFigures::travel).containsExactly(78, 66, 80);
  }

  @Test
  void what_is_no_rest_and_what_is_out_of_time_does_not_count() {
    ProblemDraft trip = Trips.family();
    PlanDraft plan = Trips.familyPlan(trip);
    plan.edit(1, day -> day.rests.clear());
    plan.edit(1, day -> day.rest("palace", "11:30", 14).rest("market", "17:00", 15));
    plan.edit(3, day -> day.move("soup", "10:59", walk(0, 0)));

    List<DayFigures> days = figures(trip, plan);

    assertThat(days.get(0).restsTaken()).isZero();
    assertThat(days.get(2).mealsHad()).isZero();
  }
}
