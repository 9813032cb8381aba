package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The embedded planner. A run is a pure function of problem and budget as long as the budget's
/// guard does not fire.
public final class Planner {
  private Planner() {}

  public static PlanOutcome plan(
      PlanningProblem problem, SearchBudget budget, PlanProgress progress)
      throws PlanningCancelledException {
    Pulse pulse = new Pulse(progress, budget);
    Feasibility feasibility = Feasibility.of(problem, pulse);
    if (!feasibility.isPossible()) {
      Contradiction contradiction = Contradiction.in(feasibility);
      return new PlanOutcome.Infeasible(
          contradiction.constraint(),
          contradiction.explanation(),
          new Relaxer(feasibility, pulse).smallest());
    }
    pulse.reached(PlanPhase.MUST_VISITS);
    TripModel trip = feasibility.trip();
    boolean[] everything = new boolean[trip.places().size()];
    Arrays.fill(everything, true);
    SplittableRandom random = new SplittableRandom(problem.seed()).split();
    Search search = new Search(feasibility.solution(), everything, random, pulse);
    Solution solution =
        search.run(PlanPhase.SEARCH, budget.iterations(), best -> pulse.outOfTime());
    pulse.reached(PlanPhase.SEARCH);
    new Repair(trip, solution, pulse).run();
    pulse.reached(PlanPhase.REPAIR);
    boolean guardHit = search.iterations() < budget.iterations();
    PlanOutcome outcome = write(trip, solution, search.iterations(), guardHit);
    pulse.reached(PlanPhase.DONE);
    return outcome;
  }

  static PlanOutcome.Planned write(
      TripModel trip, Solution solution, int iterations, boolean guardHit) {
    List<Timetable> times = new ArrayList<>();
    double score = 0;
    for (int day = 0; day < solution.days(); day++) {
      DayRoute route = solution.route(day);
      times.add(Timetable.chosen(route, trip.problem().wishes().dayShift()));
      score += DayValue.score(route);
    }
    return new PlanOutcome.Planned(new PlanWriter(trip).write(times), score, iterations, guardHit);
  }
}
