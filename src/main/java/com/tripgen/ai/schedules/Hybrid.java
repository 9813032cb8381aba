package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.models.Asker;
import com.tripgen.ai.models.BudgetExceededException;
import com.tripgen.ai.models.ModelOutcome;
import com.tripgen.ai.models.ModelSession;
import com.tripgen.ai.models.ModelStage;
import com.tripgen.ai.models.Models;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.sources.PlaceProposer;
import com.tripgen.ai.sources.ProposedPlace;
import java.util.List;
import java.util.Optional;

/// Has models say which places suit a party before the planner makes the timetable.
public final class Hybrid {
  /// Without any model.
  public static final Hybrid NONE = new Hybrid(Optional.empty(), false);

  private final Optional<Models> models;
  private final boolean byDefault;

  private Hybrid(Optional<Models> models, boolean byDefault) {
    this.models = models;
    this.byDefault = byDefault;
  }

  /// With the models that are configured.
  ///
  /// @param byDefault whether schedules are made so when the request does not say how
  public static Hybrid of(Models models, boolean byDefault) {
    return models.isEmpty() ? NONE : new Hybrid(Optional.of(models), byDefault);
  }

  /// The steps of a job in which models have their part; none without models.
  List<String> steps() {
    return models.isEmpty() ? List.of() : ModelStage.steps();
  }

  /// Whether models are asked for a schedule, and so may propose places of a city nobody knows.
  boolean isAskedFor(GeneratorChoice choice) {
    return models.isPresent()
        && switch (choice) {
          case PLANNER -> false;
          case HYBRID -> true;
          case SERVER_DEFAULT -> byDefault;
        };
  }

  /// For the schedules of one job; empty when no model is to be asked, or there is none.
  Optional<ModelSession> session(GeneratorChoice choice, Job job) {
    return models
        .filter(it -> isAskedFor(choice))
        .map(it -> it.session(new Asker(job.accountable(), job.requestId())));
  }

  /// What a model says about a trip; nothing when none gives a valid answer.
  ///
  /// @param percent of the job, meanwhile
  static Guidance guidance(
      ModelSession session,
      PlanningProblem problem,
      String specialRequests,
      JobProgress progress,
      int percent)
      throws InterruptedException {
    GuideQuestion question = new GuideQuestion(problem, specialRequests);
    try {
      return switch (session.ask(question.question(), question, stages(progress, percent))) {
        case ModelOutcome.Answered<Guidance>(Guidance guidance, String _) -> guidance;
        case ModelOutcome.Unanswered<Guidance>() -> Guidance.NONE;
      };
    } catch (BudgetExceededException e) {
      throw ScheduleErrors.overBudget(e);
    }
  }

  /// Proposes places by asking models; nothing when none gives a valid answer. Interrupting ends it
  /// with the thread's flag set.
  static PlaceProposer proposer(ModelSession session, JobProgress progress, int percent) {
    return inquiry -> {
      PlaceQuestion question = new PlaceQuestion(inquiry);
      try {
        return switch (session.ask(question.question(), question, stages(progress, percent))) {
          case ModelOutcome.Answered<List<ProposedPlace>>(var places, String _) -> places;
          case ModelOutcome.Unanswered<List<ProposedPlace>>() -> List.of();
        };
      } catch (BudgetExceededException e) {
        throw ScheduleErrors.overBudget(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    };
  }

  private static ModelStage.Listener stages(JobProgress progress, int percent) {
    return stage -> progress.report(percent, stage.step());
  }
}
