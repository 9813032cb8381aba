package com.tripgen.ai.planning.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.IntercityLeg;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Rest;
import com.tripgen.ai.planning.ReturnLeg;
import com.tripgen.ai.planning.Shortfall;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import com.tripgen.ai.planning.Violation;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Plans come back edited by people and programs: whatever they hold, they are judged.
class EditedPlanTest {
  private static final int PLANS = 4000;

  private final ProblemDraft trip = Trips.family();
  private final PlanningProblem problem = trip.build();
  private final Plan good = Trips.familyPlan(trip).build();

  @Test
  void no_plan_makes_the_checker_throw() {
    Random random = new Random(5);
    int broken = 0;
    for (int i = 0; i < PLANS; i++) {
      PlanDraft draft = new PlanDraft(good);
      for (int edits = random.nextInt(1, 8); edits > 0; edits--) {
        edit(draft, random);
      }
      Plan plan = draft.build();
      List<Violation> violations = ConstraintChecker.check(problem, plan);
      assertThat(violations)
          .isEqualTo(ConstraintChecker.check(problem, plan))
          .allMatch(violation -> !violation.explanation().isBlank());
      broken += violations.isEmpty() ? 0 : 1;
    }
    assertThat(broken).isGreaterThan(PLANS * 9 / 10);
  }

  private void edit(PlanDraft plan, Random random) {
    if (plan.days.isEmpty()) {
      return;
    }
    DayDraft day = plan.days.get(random.nextInt(plan.days.size()));
    switch (random.nextInt(20)) {
      case 0 -> plan.days.remove(day);
      case 1 -> plan.days.add(day);
      case 2 -> Collections.shuffle(plan.days, random);
      case 3 -> day.date = anyDate(random);
      case 4 -> day.number = anyNumber(random);
      case 5 -> day.stay = anyNumber(random);
      case 6 -> Collections.shuffle(day.stops, random);
      case 7 -> day.stops.clear();
      case 8 -> day.returnLeg = null;
      case 9 -> day.returnLeg = new ReturnLeg("", anyTime(random), anyLeg(random));
      case 10 -> day.intercity = null;
      case 11 ->
          day.intercity =
              new IntercityLeg(
                  "",
                  "",
                  any(TravelMode.values(), random),
                  anyTime(random),
                  anyNumber(random),
                  anyKilometres(random),
                  null);
      case 12 ->
          day.rests.add(
              new Rest(anyTime(random), anyNumber(random), anyId(random), random.nextBoolean()));
      case 13 -> day.exposed.add(anyId(random));
      case 14 -> day.shortfall = new Shortfall(anyNumber(random), anyNumber(random), "");
      default -> {
        if (!day.stops.isEmpty()) {
          editStop(day.stops.get(random.nextInt(day.stops.size())), day, random);
        }
      }
    }
  }

  private void editStop(DayDraft.StopDraft stop, DayDraft day, Random random) {
    switch (random.nextInt(9)) {
      case 0 -> stop.placeId = random.nextBoolean() ? null : anyId(random);
      case 1 -> stop.kind = any(StopKind.values(), random);
      case 2 -> stop.name = random.nextBoolean() ? "" : "The market";
      case 3 -> stop.category = random.nextBoolean() ? null : PlaceCategory.FOOD;
      case 4 ->
          stop.coordinates = new Coordinates(random.nextInt(-90, 91), random.nextInt(-180, 181));
      case 5 -> stop.start = anyTime(random);
      case 6 -> stop.minutes = anyNumber(random);
      case 7 -> stop.leg = anyLeg(random);
      default -> day.stops.add(random.nextInt(day.stops.size()), stop);
    }
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  private static Leg anyLeg(Random random) {
    return new Leg(
        any(TravelMode.values(), random),
        random.nextBoolean() ? null : any(Vehicle.values(), random),
        anyNumber(random),
        anyKilometres(random));
  }

  private static double anyKilometres(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      default -> random.nextDouble() * 50;
    };
  }

  private static int anyNumber(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Integer.MIN_VALUE;
      case 1 -> Integer.MAX_VALUE;
      case 2 -> -random.nextInt(100);
      default -> random.nextInt(300);
    };
  }

  private static LocalTime anyTime(Random random) {
    return LocalTime.ofSecondOfDay(random.nextInt(24 * 60 * 60));
  }

  private static LocalDate anyDate(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> LocalDate.MIN;
      case 1 -> LocalDate.MAX;
      default -> LocalDate.parse(Trips.MONDAY).plusDays(random.nextInt(-2, 6));
    };
  }

  private String anyId(Random random) {
    List<String> ids = List.copyOf(trip.places.keySet());
    return random.nextInt(4) == 0 ? "nowhere" : ids.get(random.nextInt(ids.size()));
  }
}
