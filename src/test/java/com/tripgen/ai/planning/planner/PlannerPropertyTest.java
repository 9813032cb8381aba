package com.tripgen.ai.planning.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.RandomTrips;
import com.tripgen.ai.planning.RelaxedProblem;
import com.tripgen.ai.planning.checker.ConstraintChecker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlannerPropertyTest {
  private static final SearchBudget SHORT = new SearchBudget(30, Duration.ofSeconds(30));
  private static final int TRIPS = 500;

  @Test
  void no_plan_breaks_a_hard_rule_and_every_relaxation_gives_a_plan() throws Exception {
    int planned = 0;
    int relaxed = 0;
    for (int seed = 0; seed < TRIPS; seed++) {
      PlanningProblem problem = RandomTrips.trip(seed);
      switch (Planner.plan(problem, SHORT, PlanProgress.NONE)) {
        case PlanOutcome.Planned(Plan plan, _, _, _) -> {
          planned++;
          assertHolds(seed, problem, plan);
        }
        case PlanOutcome.Infeasible infeasible -> {
          assertThat(infeasible.explanation()).as("trip %d", seed).isNotBlank();
          if (!infeasible.relaxations().isEmpty()) {
            relaxed++;
            PlanningProblem easier = RelaxedProblem.of(problem, infeasible.relaxations());
            assertHolds(seed, easier, plan(easier));
          }
        }
      }
    }
    assertThat(planned).isGreaterThan(TRIPS / 2);
    assertThat(relaxed).isGreaterThan(TRIPS / 10);
  }

  @Test
  void a_thorough_search_breaks_none_either() throws Exception {
    SearchBudget thorough = new SearchBudget(1000, Duration.ofSeconds(30));
    for (int seed = 0; seed < 10; seed++) {
      PlanningProblem problem = RandomTrips.cityTrip(seed, 4, 150);
      PlanOutcome outcome = Planner.plan(problem, thorough, PlanProgress.NONE);
      assertHolds(seed, problem, ((PlanOutcome.Planned) outcome).plan());
    }
  }

  private static Plan plan(PlanningProblem problem) throws PlanningCancelledException {
    return ((PlanOutcome.Planned) Planner.plan(problem, SHORT, PlanProgress.NONE)).plan();
  }

  private static void assertHolds(int seed, PlanningProblem problem, Plan plan) {
    assertThat(ConstraintChecker.check(problem, plan)).as("trip %d", seed).isEmpty();
  }
}
