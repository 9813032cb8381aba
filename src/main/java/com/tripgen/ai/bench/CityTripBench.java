package com.tripgen.ai.bench;

import com.tripgen.ai.bench.PlannerReport.CityTrip;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import com.tripgen.ai.planning.planner.SearchBudget;
import java.time.Duration;
import java.util.Arrays;

/// Plans a trip of five days with 200 candidates as the service would, and compares the plan with
/// the best of much longer runs.
final class CityTripBench {
  private static final int DAYS = 5;
  private static final int PLACES = 200;
  private static final int WARM_UPS = 10;
  private static final int RUNS = 9;
  private static final int LONG_RUNS = 5;
  private static final Duration NEVER = Duration.ofDays(1);

  private CityTripBench() {}

  static CityTrip run(Duration longRun) throws PlanningCancelledException {
    PlanningProblem problem = RandomCity.trip(1, DAYS, PLACES);
    SearchBudget own = SearchBudget.forProblem(problem);
    for (int i = 0; i < WARM_UPS; i++) {
      plan(problem, own);
    }
    double[] millis = new double[RUNS];
    double score = 0;
    for (int i = 0; i < RUNS; i++) {
      long started = CpuClock.nanos();
      score = plan(problem, own).score();
      millis[i] = CpuClock.millisSince(started);
    }
    Arrays.sort(millis);
    double median = millis[RUNS / 2];
    int iterations = (int) (own.iterations() * longRun.toMillis() / median);
    double best = score;
    for (int i = 1; i <= LONG_RUNS; i++) {
      PlanningProblem other = withSeed(problem, i);
      best = Math.max(best, plan(other, new SearchBudget(iterations, NEVER)).score());
    }
    return new CityTrip(median, 1000 / median, score, best, 1 - score / best);
  }

  private static PlanOutcome.Planned plan(PlanningProblem problem, SearchBudget budget)
      throws PlanningCancelledException {
    return switch (Planner.plan(problem, budget, PlanProgress.NONE)) {
      case PlanOutcome.Planned planned -> planned;
      case PlanOutcome.Infeasible infeasible ->
          throw new IllegalStateException("the city trip was refused: " + infeasible);
    };
  }

  private static PlanningProblem withSeed(PlanningProblem problem, long seed) {
    return new PlanningProblem(
        problem.stays(),
        problem.routes(),
        problem.hours(),
        problem.party(),
        problem.transport(),
        problem.candidates(),
        problem.weather(),
        problem.wishes(),
        problem.language(),
        seed);
  }
}
