package com.tripgen.ai.schedules;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.models.ModelSession;
import com.tripgen.ai.models.ModelUse;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.checker.ConstraintChecker;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import com.tripgen.ai.planning.planner.SearchBudget;
import com.tripgen.ai.sources.Assembly;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.v1.ErrorReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the schedule of a trip: collects candidates and weather, plans, writes the itinerary, and
/// has the constraint checker judge what was written before anything is stored.
public final class ScheduleGenerationHandler implements JobHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleGenerationHandler.class);

  private static final String COLLECTING = "collecting_places";
  private static final String PLANNING = "planning_days";
  private static final String WRITING = "writing_itinerary";
  private static final String CHECKING = "checking_constraints";

  private static final int COLLECTED_PERCENT = 10;
  private static final int PLANNED_PERCENT = 85;
  private static final int WRITTEN_PERCENT = 90;

  private static final String NO_INPUT = "{}";

  private final ProblemAssembler assembler;
  private final Hybrid hybrid;
  private final Clock clock;

  public ScheduleGenerationHandler(ProblemAssembler assembler, Hybrid hybrid, Clock clock) {
    this.assembler = assembler;
    this.hybrid = hybrid;
    this.clock = clock;
  }

  @Override
  public JobType type() {
    return JobType.SCHEDULE_GENERATION;
  }

  @Override
  public List<String> steps() {
    List<String> steps = new ArrayList<>(List.of(COLLECTING));
    steps.addAll(hybrid.steps());
    steps.addAll(List.of(PLANNING, WRITING, CHECKING));
    return steps;
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
    GeneratedSchedule schedule = generate(job, progress);
    return new JobCompletion(
        schedule.summary(),
        new CompletedSchedule(schedule.tripId(), schedule.document(), schedule.planningInput()));
  }

  /// Everything but storing it.
  public GeneratedSchedule generate(Job job, JobProgress progress) throws InterruptedException {
    String payload = job.payload();
    if (payload == null || payload.equals(NO_INPUT)) {
      throw ScheduleErrors.unknown(job.requestId());
    }
    Instant started = clock.instant();
    progress.report(0, COLLECTING);
    TripRequest request = ScheduleMessages.request(payload);
    Optional<ModelSession> session = hybrid.session(request.generator(), job);
    PlanningInput input = assemble(request, session, progress);
    Guidance guidance = Guidance.NONE;
    if (session.isPresent()) {
      guidance =
          Hybrid.guidance(
              session.get(),
              input.problem(),
              request.requestsForModels(),
              progress,
              COLLECTED_PERCENT);
      input = input.with(guidance.applied(input.problem()));
    }
    ModelUse use = session.map(ModelSession::use).orElse(ModelUse.NONE);
    PlanOutcome.Planned planned = plan(request, input, progress);
    progress.report(PLANNED_PERCENT, WRITING);
    ScheduleDocument document =
        write(input, planned, started, new Authorship(request.generator(), use, guidance));
    progress.report(WRITTEN_PERCENT, CHECKING);
    Plan plan = checked(input, document);
    return new GeneratedSchedule(
        request.tripId(),
        ScheduleJson.write(document),
        input.problem(),
        plan,
        ScheduleJson.write(ScheduleSummary.of(job.requestId(), document)),
        ScheduleJson.write(input),
        use);
  }

  private PlanningInput assemble(
      TripRequest request, Optional<ModelSession> session, JobProgress progress)
      throws InterruptedException {
    ProblemAssembler asked =
        session
            .map(it -> assembler.with(Hybrid.proposer(it, progress, COLLECTED_PERCENT)))
            .orElse(assembler);
    Assembly assembly = asked.assemble(request.facts());
    if (Thread.interrupted()) {
      throw new InterruptedException("collecting places was stopped");
    }
    return switch (assembly) {
      case Assembly.Ready ready -> new PlanningInput(request, ready.problem(), ready.notes());
      case Assembly.UnknownCity unknown ->
          throw new ServiceException(
              ErrorReason.ERROR_REASON_UNKNOWN_CITY,
              unknown.whatToSend(),
              Map.of("city", unknown.name()),
              List.of());
      case Assembly.SourceAway away -> throw ScheduleErrors.sourceAway(away);
    };
  }

  private static PlanOutcome.Planned plan(
      TripRequest request, PlanningInput input, JobProgress progress) throws InterruptedException {
    try {
      PlanOutcome outcome =
          Planner.plan(
              input.problem(),
              SearchBudget.forProblem(input.problem()),
              new PlanningSteps(progress, PLANNING, COLLECTED_PERCENT, PLANNED_PERCENT));
      return switch (outcome) {
        case PlanOutcome.Planned planned -> planned;
        case PlanOutcome.Infeasible infeasible ->
            throw ScheduleMessages.infeasible(infeasible, request);
      };
    } catch (PlanningCancelledException e) {
      throw stopped(e);
    }
  }

  private static InterruptedException stopped(PlanningCancelledException cause) {
    InterruptedException stopped = new InterruptedException("planning was stopped");
    stopped.initCause(cause);
    return stopped;
  }

  private ScheduleDocument write(
      PlanningInput input, PlanOutcome.Planned planned, Instant started, Authorship authorship) {
    Instant now = clock.instant();
    return ItineraryWriter.write(
        input,
        planned.plan(),
        new ItineraryWriter.Making(
            authorship.madeBy(),
            now,
            Duration.between(started, now).toMillis(),
            planned.score(),
            planned.guardHit(),
            authorship.warnings(Phrases.in(input.problem().language())),
            authorship.guidance().texts(),
            authorship.stored()));
  }

  /// Judges the plan as it would be read again.
  private static Plan checked(PlanningInput input, ScheduleDocument document) {
    Plan plan = DocumentPlan.of(document, input.problem());
    List<Violation> violations = ConstraintChecker.check(input.problem(), plan);
    if (!violations.isEmpty()) {
      violations.forEach(
          violation ->
              LOG.error(
                  "the planner broke {} on day {} at {}: {}",
                  violation.constraint().label(),
                  violation.day(),
                  violation.placeId(),
                  violation.explanation()));
      throw new IllegalStateException(
          "the planned schedule breaks %d rules, first %s"
              .formatted(violations.size(), violations.getFirst().constraint().label()));
    }
    return plan;
  }
}
