package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.DATE_COMPLETE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.Wish;
import java.time.LocalDate;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class DateCompleteTest {
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);

  @Test
  void no_date_is_missing() {
    trip.place("palace").wish(Wish.NONE);
    plan.days.removeFirst();
    Violation violation = Trips.assertBreaks(trip, plan, DATE_COMPLETE, 1, null);
    assertThat(violation.explanation()).isEqualTo("2026-05-04 has no day in the plan");
  }

  @Test
  void no_date_lies_outside_the_trip() {
    plan.days.add(new DayDraft(4, LocalDate.parse("2026-05-07"), 1));
    Trips.assertBreaks(trip, plan, DATE_COMPLETE, 4, null);
  }

  @Test
  void no_date_stands_twice() {
    plan.days.add(plan.day(3));
    assertThat(ConstraintChecker.check(trip.build(), plan.build()))
        .filteredOn(violation -> violation.constraint() == DATE_COMPLETE)
        .extracting(Violation::day)
        .containsExactly(3);
  }

  @Test
  void dates_are_in_order() {
    Collections.swap(plan.days, 1, 2);
    Trips.assertBreaks(trip, plan, DATE_COMPLETE, 2, null);
  }

  @Test
  void days_are_numbered_from_one() {
    plan.day(3).number = 2;
    Trips.assertBreaks(trip, plan, DATE_COMPLETE, 3, null);
  }

  @Test
  void a_day_of_change_belongs_to_the_arriving_stay() {
    plan.day(2).stay = 0;
    Trips.assertBreaks(trip, plan, DATE_COMPLETE, 2, null);
  }
}
