package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.EXCLUDED;

import com.tripgen.ai.planning.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcludedTest {
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);

  @ParameterizedTest
  @CsvSource({"market, 1", "gallery, 2", "soup, 3", "beach, 3"})
  void an_excluded_place_is_not_in_the_plan(String id, int day) {
    trip.place(id).wish(Wish.EXCLUDED);
    Trips.assertBreaks(trip, plan, EXCLUDED, day, id);
  }
}
