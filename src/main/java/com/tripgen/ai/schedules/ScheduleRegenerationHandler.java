package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.models.ModelSession;
import com.tripgen.ai.models.ModelUse;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.RequestReader;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a trip's newest schedule again, or one day of it, from the places and facts that are
/// frozen with it. Whether that is still the newest one is asked again when the result is stored.
public final class ScheduleRegenerationHandler implements JobHandler {
  private static final String READING = "reading_schedule";
  private static final String PLANNING = "planning_days";
  private static final String WRITING = "writing_itinerary";
  private static final String CHECKING = "checking_constraints";

  private static final int READ_PERCENT = 10;
  private static final int PLANNED_PERCENT = 85;
  private static final int WRITTEN_PERCENT = 90;

  private static final String NO_INPUT = "{}";

  private final Schedules schedules;
  private final Hybrid hybrid;
  private final Clock clock;

  /// A schedule that is made again.
  private record Base(
      String requestId, String content, ScheduleDocument document, PlanningInput input) {}

  public ScheduleRegenerationHandler(Schedules schedules, Hybrid hybrid, Clock clock) {
    this.schedules = schedules;
    this.hybrid = hybrid;
    this.clock = clock;
  }

  @Override
  public JobType type() {
    return JobType.SCHEDULE_REGENERATION;
  }

  @Override
  public List<String> steps() {
    List<String> steps = new ArrayList<>(List.of(READING));
    steps.addAll(hybrid.steps());
    steps.addAll(List.of(PLANNING, WRITING, CHECKING));
    return steps;
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
    String payload = job.payload();
    if (payload == null || payload.equals(NO_INPUT)) {
      throw ScheduleErrors.unknown(job.requestId());
    }
    Instant started = clock.instant();
    progress.report(0, READING);
    RegenerationRequest request = RegenerationMessages.request(payload);
    Base base = read(request);
    PlanningInput input = input(base, request);
    Optional<ModelSession> session = hybrid.session(request.generator(), job);
    Guidance guidance = Guidance.NONE;
    if (session.isPresent()) {
      String asked = Objects.requireNonNullElse(request.specialRequests(), "");
      guidance = Hybrid.guidance(session.get(), input.problem(), asked, progress, READ_PERCENT);
      input = input.with(guidance.applied(input.problem()));
    }
    ModelUse use = session.map(ModelSession::use).orElse(ModelUse.NONE);
    Authorship authorship = new Authorship(request.generator(), use, guidance);
    PlanningInput lasting = request.isWholeTrip() ? input : withWishesOf(base, input);
    PlanAgain again =
        new PlanAgain(
            input.problem(),
            lasting.problem(),
            DocumentPlan.of(base.document(), input.problem()),
            base.document().metadata().score());
    PlanAgain.Made made = plan(again, base, request, progress);
    progress.report(PLANNED_PERCENT, WRITING);
    String content = write(base, input, request, made, authorship, started);
    progress.report(WRITTEN_PERCENT, CHECKING);
    ScheduleDocument document = ScheduleJson.read(content);
    if (!again.isRight(DocumentPlan.of(document, input.problem()), request.day())) {
      throw new IllegalStateException("the schedule that was made again breaks rules");
    }
    return new JobCompletion(
        ScheduleJson.write(ScheduleSummary.of(job.requestId(), document)),
        new RegeneratedSchedule(
            base.requestId(),
            new CompletedSchedule(request.tripId(), content, ScheduleJson.write(lasting))));
  }

  private Base read(RegenerationRequest request) {
    ScheduleRow newest = schedules.newestOf(request.tripId());
    String content = newest.content();
    PlanningInput input =
        schedules
            .inputOf(newest.requestId())
            .orElseThrow(() -> ScheduleErrors.inputMissing(newest.requestId()));
    if (content == null) {
      throw ScheduleErrors.unknown(newest.requestId());
    }
    ScheduleDocument document = ScheduleJson.read(content);
    if (request.day() > document.schedules().size()) {
      throw ScheduleErrors.noSuchDay(
          newest.requestId(), document.schedules().size(), request.day());
    }
    return new Base(newest.requestId(), content, document, input);
  }

  private static PlanningInput input(Base base, RegenerationRequest request) {
    PlanningProblem problem = base.input().problem();
    String wishes = request.specialRequests();
    if (wishes != null) {
      problem =
          problem.withWishes(
              RequestReader.read(wishes, problem.candidates())
                  .withAffinities(problem.wishes().affinities()));
    }
    return base.input().with(problem.withSeed(Seeds.after(problem.seed(), request.day())));
  }

  /// Wishes for one day are no wishes for the trip: what is frozen keeps those it has.
  private static PlanningInput withWishesOf(Base base, PlanningInput input) {
    return input.with(input.problem().withWishes(base.input().problem().wishes()));
  }

  private static PlanAgain.Made plan(
      PlanAgain again, Base base, RegenerationRequest request, JobProgress progress)
      throws InterruptedException {
    PlanningSteps steps = new PlanningSteps(progress, PLANNING, READ_PERCENT, PLANNED_PERCENT);
    try {
      return request.isWholeTrip()
          ? again.trip(steps)
          : again.day(request.day(), reserved(base, request.day()), steps);
    } catch (PlanningCancelledException e) {
      InterruptedException stopped = new InterruptedException("planning was stopped");
      stopped.initCause(e);
      throw stopped;
    }
  }

  /// What the days that stay name for bad weather.
  private static Set<String> reserved(Base base, int day) {
    return base.document().schedules().stream()
        .filter(other -> other.day() != day)
        .flatMap(other -> other.places().stream())
        .map(PlaceEntry::weatherConsideration)
        .filter(Objects::nonNull)
        .map(PlaceEntry.WeatherConsideration::indoorAlternative)
        .filter(Objects::nonNull)
        .map(PlaceEntry.Alternative::placeId)
        .collect(Collectors.toSet());
  }

  private String write(
      Base base,
      PlanningInput input,
      RegenerationRequest request,
      PlanAgain.Made made,
      Authorship authorship,
      Instant started) {
    Instant now = clock.instant();
    ScheduleDocument whole =
        ItineraryWriter.write(
            input,
            made.plan(),
            new ItineraryWriter.Making(
                request.isWholeTrip() || authorship.isByModel()
                    ? authorship.madeBy()
                    : base.document().metadata().aiModel(),
                now,
                Duration.between(started, now).toMillis(),
                made.score(),
                made.guardHit(),
                warnings(input, request, made, authorship),
                authorship.guidance().texts(),
                authorship.stored()));
    return request.isWholeTrip()
        ? ScheduleJson.write(whole)
        : ScheduleJson.withDay(base.content(), request.day(), whole);
  }

  private static List<String> warnings(
      PlanningInput input,
      RegenerationRequest request,
      PlanAgain.Made made,
      Authorship authorship) {
    Phrases phrases = Phrases.in(input.problem().language());
    List<String> warnings = new ArrayList<>(authorship.warnings(phrases));
    if (!made.different()) {
      warnings.add(
          request.isWholeTrip() ? phrases.noOtherPlan() : phrases.noOtherSights(request.day()));
    }
    return warnings;
  }
}
