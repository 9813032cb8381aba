package com.tripgen.ai.evaluation;

import com.tripgen.ai.evaluation.Judgement.Ending;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.RelaxedProblem;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.checker.ConstraintChecker;
import com.tripgen.ai.planning.checker.DayFigures;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import com.tripgen.ai.planning.planner.SearchBudget;
import com.tripgen.ai.sources.Assembly;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.sources.TripFacts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/// Plans one request as the service would, and judges the plan.
final class Judge {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ProblemAssembler assembler;

  Judge(ProblemAssembler assembler) {
    this.assembler = assembler;
  }

  Judgement judge(int number, TripFacts request) throws PlanningCancelledException {
    try {
      return switch (assembler.assemble(request)) {
        case Assembly.Ready ready -> judge(number, request, ready.problem());
        case Assembly.UnknownCity unknown -> undelivered(number, request, 0, unknown.whatToSend());
        case Assembly.SourceAway away ->
            undelivered(number, request, 0, "the source of " + away.city() + " is away");
      };
    } catch (RuntimeException broken) {
      // One request that breaks the planner must not hide what comes of the others.
      return undelivered(number, request, 0, "broke with " + broken);
    }
  }

  private static Judgement judge(int number, TripFacts request, PlanningProblem problem)
      throws PlanningCancelledException {
    long started = THREADS.getCurrentThreadCpuTime();
    PlanOutcome outcome = plan(problem);
    double ms = (THREADS.getCurrentThreadCpuTime() - started) / 1e6;
    return switch (outcome) {
      case PlanOutcome.Planned planned ->
          judged(number, request, Ending.PLANNED, ms, problem, planned.plan());
      case PlanOutcome.Infeasible infeasible -> relaxed(number, request, ms, problem, infeasible);
    };
  }

  private static Judgement relaxed(
      int number,
      TripFacts request,
      double ms,
      PlanningProblem problem,
      PlanOutcome.Infeasible infeasible)
      throws PlanningCancelledException {
    String refusal = "refused: " + infeasible.explanation();
    if (infeasible.relaxations().isEmpty()) {
      return undelivered(number, request, ms, refusal + "; no relaxation was named");
    }
    PlanningProblem easier = RelaxedProblem.of(problem, infeasible.relaxations());
    return switch (plan(easier)) {
      case PlanOutcome.Planned planned ->
          judged(number, request, Ending.RELAXED, ms, easier, planned.plan());
      case PlanOutcome.Infeasible again ->
          undelivered(
              number,
              request,
              ms,
              refusal + "; refused again when relaxed by " + infeasible.relaxations());
    };
  }

  private static PlanOutcome plan(PlanningProblem problem) throws PlanningCancelledException {
    return Planner.plan(problem, SearchBudget.forProblem(problem), PlanProgress.NONE);
  }

  private static Judgement judged(
      int number, TripFacts request, Ending ending, double ms, PlanningProblem problem, Plan plan) {
    List<Violation> violations = ConstraintChecker.check(problem, plan);
    List<DayFigures> days = violations.isEmpty() ? DayFigures.of(problem, plan) : List.of();
    return new Judgement(number, request, ending, ms, violations, days, "");
  }

  private static Judgement undelivered(int number, TripFacts request, double ms, String trouble) {
    return new Judgement(number, request, Ending.UNDELIVERED, ms, List.of(), List.of(), trouble);
  }
}
