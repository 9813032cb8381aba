package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.NO_REPEAT;
import static com.tripgen.ai.planning.checker.DayDraft.bus;
import static com.tripgen.ai.planning.checker.DayDraft.here;
import static com.tripgen.ai.planning.checker.DayDraft.taxi;
import static com.tripgen.ai.planning.checker.DayDraft.walk;

import org.junit.jupiter.api.Test;

class NoRepeatTest {
  private final ProblemDraft solo = Trips.afternoon();

  @Test
  void a_place_is_not_visited_twice_a_day() {
    PlaceDraft tower = solo.place(0, "tower", 0.3);
    DayDraft day =
        Trips.day()
            .sight(tower, "14:30", walk(0.3, 6))
            .sight(tower, "15:30", here())
            .back("16:30", walk(0.3, 6))
            .shortfall(5, 2);
    Trips.assertBreaks(solo, day, NO_REPEAT, "tower");
  }

  @Test
  void a_place_is_not_visited_on_two_days() {
    ProblemDraft trip = Trips.family();
    trip.place("seafood").reopen("11:00", "22:00");
    PlanDraft plan = Trips.familyPlan(trip);
    plan.day(3).stops.remove(1);
    plan.day(3)
        .meal(trip.place("seafood"), "11:45", taxi(2, 15))
        .move("beach", "13:00", taxi(1, 12));
    plan.day(3).stops.add(1, plan.day(3).stops.removeLast());
    Trips.assertBreaks(trip, plan, NO_REPEAT, 3, "seafood");
  }

  @Test
  void the_same_name_within_100_metres_is_the_same_place() {
    Trips.assertBreaks(solo, twoTowers(" old TOWER ", 0.0999), NO_REPEAT, "second");
  }

  @Test
  void the_same_name_further_away_is_another_place() {
    Trips.assertGood(solo, twoTowers("Old Tower", 0.1001));
  }

  @Test
  void another_name_at_the_same_point_is_another_place() {
    Trips.assertGood(solo, twoTowers("Older Tower", 0));
  }

  private DayDraft twoTowers(String secondName, double apart) {
    PlaceDraft first = solo.place(0, "first", 1);
    PlaceDraft second = solo.place(0, "second", 1 + apart);
    first.name = "Old Tower";
    second.name = secondName;
    return Trips.day()
        .sight(first, "14:30", bus(1, 14))
        .sight(second, "15:32", apart == 0 ? here() : walk(apart, 2))
        .back("16:32", bus(1 + apart, 15))
        .shortfall(5, 2);
  }
}
