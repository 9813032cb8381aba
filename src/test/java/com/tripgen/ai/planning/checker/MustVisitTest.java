package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.MUST_VISIT;

import com.tripgen.ai.planning.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MustVisitTest {
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);

  @ParameterizedTest
  @ValueSource(strings = {"summit", "planetarium", "ruins"})
  void a_must_visit_is_in_the_plan(String id) {
    trip.place(id).wish(Wish.MUST_VISIT);
    Trips.assertBreaks(trip, plan, MUST_VISIT, 0, id);
  }

  @Test
  void a_meal_keeps_a_must_visit_too() {
    trip.place("seafood").wish(Wish.MUST_VISIT);
    Trips.assertGood(trip, plan);
  }
}
