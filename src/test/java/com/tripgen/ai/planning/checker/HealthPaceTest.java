package com.tripgen.ai.planning.checker;

import static com.tripgen.ai.planning.Constraint.HEALTH_PACE;
import static com.tripgen.ai.planning.checker.DayDraft.here;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.Violation;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HealthPaceTest {
  private final ProblemDraft solo = Trips.afternoon();
  private final ProblemDraft trip = Trips.family();
  private final PlanDraft plan = Trips.familyPlan(trip);

  private void health(HealthStatus health) {
    solo.members.add(new Member(50, health, Set.of()));
  }

  @Nested
  class Most {
    @ParameterizedTest
    @CsvSource({"LIMITED, 3", "CAUTION, 5", "GOOD, 7", "EXCELLENT, 7"})
    void a_day_has_no_more_sights_than_the_weakest_member_can_take(HealthStatus weakest, int most) {
      health(weakest);
      Trips.assertGood(solo, Trips.halls(solo, most));
      Violation violation =
          Trips.assertBreaks(solo, Trips.halls(solo, most + 1), HEALTH_PACE, null);
      assertThat(violation.explanation()).contains((most + 1) + " sights, at most " + most);
    }
  }

  @Nested
  class Least {
    @ParameterizedTest
    @CsvSource({"LIMITED, 2", "CAUTION, 4", "GOOD, 5"})
    void fewer_sights_are_declared(HealthStatus weakest, int least) {
      health(weakest);
      Trips.assertGood(solo, Trips.halls(solo, least));
      solo.places.clear();
      Trips.assertBreaks(solo, Trips.halls(solo, least - 1), HEALTH_PACE, null);
      Trips.assertGood(solo, Trips.halls(solo, least - 1).shortfall(least, least - 1));
    }

    @Test
    void a_shortfall_tells_the_right_numbers() {
      Trips.assertBreaks(solo, Trips.halls(solo, 3).shortfall(5, 4), HEALTH_PACE, null);
      Trips.assertBreaks(solo, Trips.halls(solo, 3).shortfall(4, 3), HEALTH_PACE, null);
      Trips.assertGood(solo, Trips.halls(solo, 3).shortfall(5, 3));
    }

    @Test
    void enough_sights_are_no_shortfall() {
      Trips.assertBreaks(solo, Trips.halls(solo, 5).shortfall(5, 5), HEALTH_PACE, null);
    }
  }

  @Nested
  class Rests {
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void the_rests_due_are_taken(int number) {
      plan.day(number).rests.removeLast();
      Trips.assertBreaks(trip, plan, HEALTH_PACE, number, null);
    }

    @ParameterizedTest
    @CsvSource({"LIMITED, 16:29, 0, true", "LIMITED, 16:30, 0, false", "LIMITED, 16:30, 1, true"})
    void a_limited_party_rests_every_two_and_a_half_hours(
        HealthStatus health, String back, int rests, boolean good) {
      assertRests(health, "14:00", back, rests, good);
    }

    @ParameterizedTest
    @CsvSource({"CAUTION, 17:44, 0, true", "CAUTION, 17:45, 0, false", "CAUTION, 17:45, 1, true"})
    void a_cautious_party_rests_every_four_hours(
        HealthStatus health, String back, int rests, boolean good) {
      solo.hours("13:45", "17:50");
      assertRests(health, "13:45", back, rests, good);
    }

    @Test
    void a_healthy_party_need_not_rest() {
      assertRests(HealthStatus.GOOD, "14:00", "17:50", 0, true);
    }

    private void assertRests(
        HealthStatus health, String out, String back, int rests, boolean good) {
      health(health);
      LocalTime end = LocalTime.parse(back);
      PlaceDraft hall = solo.place(0, "hall", 0).minutes(60);
      PlaceDraft tower = solo.place(0, "tower", 0).minutes(60);
      int least = health == HealthStatus.LIMITED ? 2 : health == HealthStatus.CAUTION ? 4 : 5;
      DayDraft day =
          Trips.day()
              .sight(hall, out, here())
              .sight(tower, end.minusMinutes(60).toString(), here())
              .back(back, here());
      if (least > 2) {
        day.shortfall(least, 2);
      }
      if (rests > 0) {
        day.rest("hall", out, 15);
      }
      if (good) {
        Trips.assertGood(solo, day);
      } else {
        Trips.assertBreaks(solo, day, HEALTH_PACE, null);
      }
    }

    @Test
    void a_rest_lasts_a_quarter_of_an_hour() {
      plan.day(2).rest("gallery", "17:00", 14);
      Trips.assertBreaks(trip, plan, HEALTH_PACE, 2, "gallery");
    }

    @Test
    void a_shorter_rest_does_not_count() {
      plan.day(2).rests.removeLast();
      plan.day(2).rest("gallery", "16:45", 14);
      assertThat(ConstraintChecker.check(trip.build(), plan.build()))
          .extracting(Violation::constraint, Violation::day, Violation::placeId)
          .containsExactly(tuple(HEALTH_PACE, 2, "gallery"), tuple(HEALTH_PACE, 2, null));
    }

    @Test
    void a_rest_is_taken_where_the_party_stops_that_day() {
      plan.day(2).rest("palace", "15:30", 15);
      Trips.assertBreaks(trip, plan, HEALTH_PACE, 2, "palace");
    }

    @Test
    void a_rest_is_verified_only_where_a_rest_point_is_known() {
      plan.day(3).rest("beach", "13:30", 15, true);
      Trips.assertBreaks(trip, plan, HEALTH_PACE, 3, "beach");
      trip.place("beach").restPoints("a pavilion");
      Trips.assertGood(trip, plan);
    }
  }

  @Nested
  class Efforts {
    @ParameterizedTest
    @CsvSource({"aquarium, 2", "soup, 3"})
    void a_limited_party_goes_nowhere_strenuous(String id, int day) {
      trip.place(id).effort(Effort.STRENUOUS);
      Trips.assertBreaks(trip, plan, HEALTH_PACE, day, id);
    }

    @ParameterizedTest
    @EnumSource(HealthStatus.class)
    void effort_is_asked_of_the_healthy_only(HealthStatus health) {
      health(health);
      DayDraft day = Trips.halls(solo, health == HealthStatus.LIMITED ? 3 : 5);
      solo.place("hall2").effort(Effort.STRENUOUS);
      switch (health) {
        case EXCELLENT, GOOD -> Trips.assertGood(solo, day);
        case CAUTION, LIMITED -> Trips.assertBreaks(solo, day, HEALTH_PACE, "hall2");
      }
    }

    @Test
    void a_strenuous_place_does_not_make_up_for_a_shortfall() {
      health(HealthStatus.CAUTION);
      DayDraft day = Trips.halls(solo, 3).shortfall(4, 3);
      solo.place(0, "cliff", 0).effort(Effort.STRENUOUS);
      Trips.assertGood(solo, day);
      solo.place("cliff").effort(Effort.MODERATE);
      Trips.assertBreaks(solo, day, HEALTH_PACE, null);
    }
  }
}
