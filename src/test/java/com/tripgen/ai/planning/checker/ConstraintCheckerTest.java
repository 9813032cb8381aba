package com.tripgen.ai.planning.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.Wish;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintCheckerTest {
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);

  @Test
  void a_good_plan_breaks_nothing() {
    Trips.assertGood(trip, plan);
  }

  @Test
  void all_violations_are_listed_by_constraint_and_day() {
    trip.place("ruins").wish(Wish.MUST_VISIT);
    plan.day(1).stop("palace").name = "Castle";
    plan.day(2).stop("gallery").verified = true;
    plan.day(3).number = 7;
    plan.day(3).exposed.clear();

    List<Violation> violations = ConstraintChecker.check(trip.build(), plan.build());

    assertThat(violations)
        .extracting(Violation::constraint)
        .containsExactly(
            Constraint.KNOWN_PLACE,
            Constraint.KNOWN_PLACE,
            Constraint.DATE_COMPLETE,
            Constraint.MUST_VISIT,
            Constraint.WEATHER_SAFE);
    assertThat(violations)
        .isSortedAccordingTo(
            Comparator.comparing(Violation::constraint).thenComparingInt(Violation::day));
  }

  @Test
  void a_plan_without_days_misses_every_date_and_must_visit() {
    List<Violation> violations = ConstraintChecker.check(trip.build(), new Plan(List.of()));

    assertThat(violations)
        .extracting(Violation::constraint)
        .containsExactly(
            Constraint.DATE_COMPLETE,
            Constraint.DATE_COMPLETE,
            Constraint.DATE_COMPLETE,
            Constraint.MUST_VISIT);
  }
}
