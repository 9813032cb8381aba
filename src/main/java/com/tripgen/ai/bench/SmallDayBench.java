package com.tripgen.ai.bench;

import com.tripgen.ai.bench.PlannerReport.SmallDays;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.planner.ExhaustivePlanner;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import com.tripgen.ai.planning.planner.SearchBudget;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/// Compares the search on small days with the best there is.
final class SmallDayBench {
  private SmallDayBench() {}

  /// @param places candidates of a day
  static SmallDays run(int days, int places) throws PlanningCancelledException {
    List<Double> shares = new ArrayList<>();
    for (long seed = 1; shares.size() < days; seed++) {
      PlanningProblem problem = RandomCity.day(seed, places);
      PlanOutcome.Planned best = ExhaustivePlanner.plan(problem);
      if (best != null) {
        shares.add(Math.min(1, score(problem) / best.score()));
      }
    }
    DoubleSummaryStatistics statistics =
        shares.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return new SmallDays(days, statistics.getAverage(), statistics.getMin());
  }

  private static double score(PlanningProblem problem) throws PlanningCancelledException {
    return switch (Planner.plan(problem, SearchBudget.forProblem(problem), PlanProgress.NONE)) {
      case PlanOutcome.Planned planned -> planned.score();
      case PlanOutcome.Infeasible infeasible ->
          throw new IllegalStateException("a possible day was refused: " + infeasible);
    };
  }
}
