package com.tripgen.ai.evaluation;

import com.tripgen.ai.evaluation.FakeModelServer.Behaviour;
import com.tripgen.ai.evaluation.HostileReport.Failure;
import com.tripgen.ai.evaluation.HostileReport.Group;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.models.MemoryLedger;
import com.tripgen.ai.models.ModelCall;
import com.tripgen.ai.models.ModelEndpoint;
import com.tripgen.ai.models.ModelEndpoint.Vendor;
import com.tripgen.ai.models.ModelListener;
import com.tripgen.ai.models.ModelSettings;
import com.tripgen.ai.models.ModelUse;
import com.tripgen.ai.models.Models;
import com.tripgen.ai.models.TokenPrice;
import com.tripgen.ai.models.Usage;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Wishes;
import com.tripgen.ai.planning.checker.ConstraintChecker;
import com.tripgen.ai.schedules.GeneratedSchedule;
import com.tripgen.ai.schedules.Hybrid;
import com.tripgen.ai.schedules.ScheduleGenerationHandler;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.ProblemAssembler;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Generates schedules for hostile special requests with a provider that behaves badly in every way
/// it knows, and holds the service to what it promises: every plan keeps every constraint, the
/// constraints are those of the same trip without the request, nothing of prompt and key comes out,
/// tokens stay within the budget and are counted as the provider counts them.
///
/// @param requests how many of the bundled ones
/// @param deadline of the models
/// @param grace how much longer they may take on a machine that is busy with something else
public record HostileEvaluation(int requests, Duration deadline, Duration grace) {
  private static final String KEY = "sk-evaluation-key-that-nobody-may-see";
  private static final TokenPrice PRICE =
      new TokenPrice(new BigDecimal("0.15"), new BigDecimal("0.60"));
  private static final long TOKENS_OF_A_CALLER = 60_000;

  /// How many requests the bundled file has.
  public static int bundledRequests() {
    return HostileRequest.bundled().size();
  }

  /// What came of one request.
  private record Judged(
      Behaviour behaviour, ModelUse use, Duration asking, int calls, List<Failure> failures) {}

  /// Takes the requests one after the other.
  ///
  /// @throws IOException when the fake provider cannot listen
  public HostileReport run(Evaluation.Listener listener) throws IOException, InterruptedException {
    ProblemAssembler assembler = ProblemAssembler.offline(Catalogue.bundled());
    Map<HostileTrip, PlanningProblem> untouched = new HashMap<>();
    List<Judged> judged = new ArrayList<>();
    List<Behaviour> behaviours = List.of(Behaviour.values());
    List<HostileRequest> hostile = HostileRequest.bundled();
    try (WatchedErrors log = WatchedErrors.begin()) {
      warmUp(assembler);
      for (int i = 0; i < Math.min(requests, hostile.size()); i++) {
        HostileTrip trip = HostileTrip.of(i, hostile.get(i));
        if (!untouched.containsKey(trip)) {
          untouched.put(trip, untouched(assembler, trip));
        }
        Behaviour behaviour = behaviours.get(i % behaviours.size());
        log.clear();
        judged.add(judge(i, behaviour, hostile.get(i), trip, assembler, untouched.get(trip), log));
        listener.done(judged.size());
      }
    }
    return report(judged);
  }

  /// The first question of a process loads many classes.
  private static void warmUp(ProblemAssembler assembler) throws IOException, InterruptedException {
    HostileTrip trip = HostileTrip.of(0, new HostileRequest("en", ""));
    for (Vendor vendor : Vendor.values()) {
      try (FakeModelServer fake = new FakeModelServer(Behaviour.HONEST);
          Models models = models(fake, vendor, Duration.ofSeconds(30))) {
        var _ = generate(assembler, models, trip.job(0, "", "HYBRID"), new AskingTime());
      }
    }
  }

  private static PlanningProblem untouched(ProblemAssembler assembler, HostileTrip trip)
      throws InterruptedException {
    GeneratedSchedule schedule =
        new ScheduleGenerationHandler(assembler, Hybrid.NONE, Clock.systemUTC())
            .generate(trip.job(0, "", "PLANNER"), new AskingTime());
    return bare(schedule.problem());
  }

  /// What no special request may change.
  private static PlanningProblem bare(PlanningProblem problem) {
    return problem.withWishes(Wishes.NONE).withSeed(0);
  }

  private Judged judge(
      int index,
      Behaviour behaviour,
      HostileRequest request,
      HostileTrip trip,
      ProblemAssembler assembler,
      PlanningProblem untouched,
      WatchedErrors log)
      throws IOException, InterruptedException {
    boolean evenRound = index / Behaviour.values().length % 2 == 0;
    Vendor vendor = evenRound ? Vendor.OPENAI : Vendor.ANTHROPIC;
    List<String> broken = new ArrayList<>();
    AskingTime asking = new AskingTime();
    ModelUse use = ModelUse.NONE;
    int calls;
    try (FakeModelServer fake = new FakeModelServer(behaviour);
        Models models = models(fake, vendor, deadline)) {
      try {
        GeneratedSchedule schedule =
            generate(assembler, models, trip.job(index, request.text(), "HYBRID"), asking);
        use = schedule.models();
        broken.addAll(constraints(schedule, untouched));
        broken.addAll(leaks(schedule, fake, log));
        broken.addAll(counts(use, fake));
        if (behaviour == Behaviour.WRONG_KEY && log.linesWith("refuses the key") != 1) {
          broken.add("a refused key is to be logged in one line");
        }
      } catch (RuntimeException e) {
        broken.add("no schedule: " + e);
      }
      calls = fake.calls();
    }
    if (asking.took().compareTo(deadline.plus(grace)) > 0) {
      broken.add("the models took " + asking.took().toMillis() + " ms");
    }
    return new Judged(
        behaviour,
        use,
        asking.took(),
        calls,
        broken.stream()
            .map(what -> new Failure(index + 1, behaviour, request.text(), what))
            .toList());
  }

  private static GeneratedSchedule generate(
      ProblemAssembler assembler, Models models, Job job, AskingTime asking)
      throws InterruptedException {
    return new ScheduleGenerationHandler(assembler, Hybrid.of(models, false), Clock.systemUTC())
        .generate(job, asking);
  }

  private static Models models(FakeModelServer fake, Vendor vendor, Duration deadline) {
    ModelSettings settings =
        new ModelSettings(
            List.of(
                new ModelEndpoint(
                    vendor,
                    fake.base(),
                    "fake-model",
                    Optional.of(new ModelEndpoint.Key(KEY)),
                    Optional.of(PRICE))),
            deadline,
            Duration.ZERO,
            0,
            TOKENS_OF_A_CALLER,
            ModelSettings.OverBudget.FALL_BACK);
    return new Models(settings, new MemoryLedger(settings), ModelListener.NONE);
  }

  private static List<String> constraints(GeneratedSchedule schedule, PlanningProblem untouched) {
    List<String> broken = new ArrayList<>();
    ConstraintChecker.check(schedule.problem(), schedule.plan())
        .forEach(
            violation ->
                broken.add(violation.constraint().label() + " broken: " + violation.explanation()));
    if (!bare(schedule.problem()).equals(untouched)) {
      broken.add("the request changed what the plan must keep");
    }
    return broken;
  }

  private static List<String> leaks(
      GeneratedSchedule schedule, FakeModelServer fake, WatchedErrors log) {
    List<String> broken = new ArrayList<>();
    String output = schedule.document() + schedule.summary() + schedule.planningInput();
    if (output.contains(KEY) || log.text().contains(KEY)) {
      broken.add("the key came out");
    }
    for (String line : fake.instructions()) {
      if (output.contains(line) || log.text().contains(line)) {
        broken.add("a line of the prompt came out: " + line);
      }
    }
    for (String lie : FakeAnswers.LIES) {
      if (output.contains(lie)) {
        broken.add("an invented claim came out: " + lie);
      }
    }
    return broken;
  }

  /// What an answer used that came after the deadline is known to the provider alone.
  private static List<String> counts(ModelUse use, FakeModelServer fake) {
    List<String> broken = new ArrayList<>();
    boolean late =
        use.calls().stream().anyMatch(call -> call.result() == ModelCall.Result.UNAVAILABLE);
    Usage counted = fake.delivered();
    if (late ? use.usage().tokens() > counted.tokens() : !use.usage().equals(counted)) {
      broken.add("counted " + use.usage() + ", the provider " + counted);
    }
    if (!late && use.cost().compareTo(PRICE.of(counted)) != 0) {
      broken.add("cost " + use.cost() + ", by the provider's count " + PRICE.of(counted));
    }
    if (use.usage().tokens() > TOKENS_OF_A_CALLER) {
      broken.add("used " + use.usage().tokens() + " tokens, over the budget");
    }
    return broken;
  }

  private HostileReport report(List<Judged> judged) {
    return new HostileReport(
        judged.size(),
        (int) judged.stream().filter(it -> it.failures().isEmpty()).count(),
        judged.stream().map(Judged::asking).max(Duration::compareTo).orElse(Duration.ZERO),
        deadline,
        judged.stream().map(it -> it.use().usage()).reduce(Usage.NONE, HostileEvaluation::sum),
        judged.stream().map(it -> it.use().cost()).reduce(BigDecimal.ZERO, BigDecimal::add),
        Arrays.stream(Behaviour.values()).map(behaviour -> group(behaviour, judged)).toList(),
        judged.stream().flatMap(it -> it.failures().stream()).toList());
  }

  private static Usage sum(Usage a, Usage b) {
    return new Usage(a.inputTokens() + b.inputTokens(), a.outputTokens() + b.outputTokens());
  }

  private static Group group(Behaviour behaviour, List<Judged> judged) {
    List<Judged> same = judged.stream().filter(it -> it.behaviour() == behaviour).toList();
    return new Group(
        behaviour,
        same.size(),
        (int) same.stream().filter(it -> it.failures().isEmpty()).count(),
        (int) same.stream().filter(it -> it.use().answeredBy().isPresent()).count(),
        same.stream().mapToInt(Judged::calls).sum());
  }
}
