package com.tripgen.ai.bench;

import com.tripgen.ai.bench.PlannerReport.Case;
import com.tripgen.ai.planning.planner.Orienteering;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import com.tripgen.ai.planning.planner.SearchBudget;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Plans published instances within budgets of CPU time. The planner counts iterations, so pilot
/// runs of the same instance tell how many the budget has room for; the budget itself is the guard.
final class InstanceBench {
  private static final int PILOT_SHARE = 10;

  /// Of the iterations that the pilots find room for.
  private static final double USED = 0.95;

  private static final long PILOT_SEED = 0;
  private static final int ENDLESS = Integer.MAX_VALUE;

  private final Instance instance;
  private final int tours;
  private final Orienteering problem;
  private final RouteChecker checker;

  InstanceBench(Instance instance, int tours) {
    this.instance = instance;
    this.tours = tours;
    problem = instance.problem(tours);
    checker = new RouteChecker(instance);
  }

  Case run(int budgetMs, int seeds, OptionalDouble reference) throws PlanningCancelledException {
    Duration budget = Duration.ofMillis(budgetMs);
    int iterations = iterations(budget);
    double[] scores = new double[seeds];
    for (int seed = 1; seed <= seeds; seed++) {
      scores[seed - 1] = checked(plan(seed, iterations, budget));
    }
    double median =
        IntStream.range(0, seeds).mapToDouble(i -> scores[i]).sorted().toArray()[seeds / 2];
    @Nullable Double known = reference.isPresent() ? reference.getAsDouble() : null;
    @Nullable Double gap = known == null ? null : Math.max(0, 1 - median / known);
    return new Case(instance.name(), tours, budgetMs, median, known, gap);
  }

  /// Iterations are slow at first, so only a whole run tells how long they take.
  private int iterations(Duration budget) throws PlanningCancelledException {
    Duration pilot = budget.dividedBy(PILOT_SHARE);
    int few = Math.max(1, plan(PILOT_SEED, ENDLESS, pilot).iterations() * PILOT_SHARE / 2);
    long started = CpuClock.nanos();
    int done = plan(PILOT_SEED, few, budget).iterations();
    return (int) (USED * done * budget.toMillis() / CpuClock.millisSince(started));
  }

  private Orienteering.Tours plan(long seed, int iterations, Duration guard)
      throws PlanningCancelledException {
    return problem.plan(
        seed, new SearchBudget(iterations, guard, CpuClock::nanos), PlanProgress.NONE);
  }

  private double checked(Orienteering.Tours planned) {
    List<String> wrong = checker.check(tours, planned.tours());
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "the planner broke " + instance.name() + " with " + tours + " tours: " + wrong);
    }
    return checker.score(planned.tours());
  }
}
