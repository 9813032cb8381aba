package com.tripgen.ai.schedules;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
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
import java.util.List;
import java.util.Map;
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
  private final Clock clock;

  public ScheduleGenerationHandler(ProblemAssembler assembler, Clock clock) {
    this.assembler = assembler;
    this.clock = clock;
  }

  @Override
  public JobType type() {
    return JobType.SCHEDULE_GENERATION;
  }

  @Override
  public List<String> steps() {
    return List.of(COLLECTING, PLANNING, WRITING, CHECKING);
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
    String payload = job.payload();
    if (payload == null || payload.equals(NO_INPUT)) {
      throw ScheduleErrors.unknown(job.requestId());
    }
    Instant started = clock.instant();
    progress.report(0, COLLECTING);
    TripRequest request = ScheduleMessages.request(payload);
    PlanningInput input = assemble(request);
    PlanOutcome.Planned planned = plan(request, input, progress);
    progress.report(PLANNED_PERCENT, WRITING);
    ScheduleDocument document = write(request, input, planned, started);
    progress.report(WRITTEN_PERCENT, CHECKING);
    check(input, document);
    return new JobCompletion(
        ScheduleJson.write(ScheduleSummary.of(job.requestId(), document)),
        new CompletedSchedule(
            request.tripId(), ScheduleJson.write(document), ScheduleJson.write(input)));
  }

  private PlanningInput assemble(TripRequest request) {
    return switch (assembler.assemble(request.facts())) {
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
      TripRequest request, PlanningInput input, PlanOutcome.Planned planned, Instant started) {
    Instant now = clock.instant();
    List<String> warnings =
        request.modelWanted()
            ? List.of(Phrases.in(input.problem().language()).noModel())
            : List.of();
    return ItineraryWriter.write(
        input,
        planned.plan(),
        new ItineraryWriter.Making(
            Seeds.PLANNER,
            now,
            Duration.between(started, now).toMillis(),
            planned.score(),
            planned.guardHit(),
            warnings));
  }

  /// Judges the plan as it would be read again.
  private static void check(PlanningInput input, ScheduleDocument document) {
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
  }
}
