package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.evaluation.Evaluation;
import com.tripgen.ai.evaluation.EvaluationReport;
import com.tripgen.ai.evaluation.EvaluationReport.ConstraintRate;
import com.tripgen.ai.evaluation.EvaluationReport.Failure;
import com.tripgen.ai.evaluation.EvaluationReport.Group;
import com.tripgen.ai.evaluation.EvaluationReport.PlanTime;
import com.tripgen.ai.evaluation.EvaluationReport.Routes;
import com.tripgen.ai.evaluation.HostileEvaluation;
import com.tripgen.ai.evaluation.HostileReport;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Evaluates the plans of many generated requests.
@Command(
    name = "eval",
    header = "Plan many generated requests and judge every plan by every constraint.",
    description = {
      "Requests over the bundled catalogue: sensible and odd trips for all health levels. A request"
          + " that is",
      "refused counts as passed only when the relaxation that came with it gives a right plan.",
      "Exit code 1 when a request failed; --only plans it again alone."
    })
final class EvalCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final int REQUESTS = 500;

  /// Short, because many of its requests use it up.
  private static final Duration HOSTILE_DEADLINE = Duration.ofSeconds(2);

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = {
        "How many requests to plan (default: 500; with --hostile-model all of its file)."
      })
  private @Nullable Integer requests;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed draws the same requests (default: 1).")
  private long seed;

  @Option(names = "--only", paramLabel = "K", description = "Plan request number K alone.")
  private @Nullable Integer only;

  @Option(names = "--json", paramLabel = "FILE", description = "Write everything found there.")
  private @Nullable Path json;

  EvalCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Option(
      names = "--hostile-model",
      description = {
        "Instead, generate schedules for hostile special requests with a model of our own that"
            + " behaves badly",
        "over real HTTP, and look for broken constraints, leaks and miscounts."
      })
  private boolean hostileModel;

  @Override
  public Integer call() throws IOException, InterruptedException, PlanningCancelledException {
    requirePositive("--requests", requests == null ? 1 : requests);
    requirePositive("--only", only == null ? 1 : only);
    return hostileModel ? evaluateModels() : evaluatePlanner();
  }

  private Integer evaluatePlanner() throws IOException, PlanningCancelledException {
    int wanted = requests == null ? REQUESTS : requests;
    Evaluation evaluation =
        only == null ? Evaluation.of(wanted, seed) : Evaluation.ofOnly(only, seed);
    EvaluationReport report = evaluation.run(this::progress);
    print(report);
    keep(report);
    return report.holds() ? TripgenCommand.FINE : TripgenCommand.FAILED;
  }

  private Integer evaluateModels() throws IOException, InterruptedException {
    int wanted = requests == null ? HostileEvaluation.bundledRequests() : requests;
    HostileReport report =
        new HostileEvaluation(wanted, HOSTILE_DEADLINE, Duration.ZERO).run(this::progress);
    new HostileTables(terminal).print(report);
    keep(report);
    return report.holds() ? TripgenCommand.FINE : TripgenCommand.FAILED;
  }

  private void keep(Object report) throws IOException {
    if (json != null) {
      Files.writeString(json, JSON.writeValueAsString(report));
    }
  }

  private void requirePositive(String option, int value) {
    if (value < 1 && spec != null) {
      throw new ParameterException(spec.commandLine(), option + " must be at least 1, is " + value);
    }
  }

  private void progress(int done) {
    if (terminal.live()) {
      terminal.erase(done == 1 ? 0 : 1);
      terminal.out().println(terminal.paint(Style.DIM, done + " requests planned"));
    }
  }

  private void print(EvaluationReport report) {
    printFigures(report);
    printConstraints(report.constraints());
    printGroups("CITY", report.cities());
    printGroups("WEAKEST", report.health());
    if (!report.failures().isEmpty()) {
      printFailures(report.failures());
    }
  }

  private void printFigures(EvaluationReport report) {
    Routes routes = report.routes();
    PlanTime time = report.planTime();
    TextTable table = table(3);
    table.row(Style.DIM, "FIGURE", "SEEN", "MUST BE");
    figure(table, "requests", report.requests() + " of seed " + report.seed(), "");
    figure(table, "planned", Integer.toString(report.planned()), "");
    figure(table, "infeasible, the relaxation works", Integer.toString(report.infeasible()), "");
    figure(table, "delivery rate", percent(report.deliveryRate()), "100.00 %");
    figure(table, "constraints kept, micro", percent(report.microPassRate()), "100.00 %");
    figure(table, "constraints kept, macro", percent(report.macroPassRate()), "100.00 %");
    figure(table, "final pass rate", percent(report.finalPassRate()), "100.00 %");
    figure(table, "rests taken of rests due", percent(report.restRate()), "100.00 %");
    figure(table, "meals had of meals due", percent(report.mealRate()), "100.00 %");
    figure(table, "meals at a place", percent(report.mealsAtPlacesRate()), "");
    figure(
        table, "route length, mean of " + routes.days() + " days", ratio(routes.meanRatio()), "");
    figure(
        table,
        "route length, worst day",
        ratio(routes.worstRatio()),
        "<= " + ratio(EvaluationReport.MOST_ROUTE_RATIO));
    figure(
        table,
        "CPU time of a plan",
        String.format(
            Locale.ROOT,
            "mean %.0f, p99 %.0f, worst %.0f ms",
            time.meanMs(),
            time.p99Ms(),
            time.worstMs()),
        "");
    table.print(terminal);
  }

  private static void figure(TextTable table, String name, String seen, String must) {
    table.row(Style.PLAIN, name, seen, must);
  }

  private void printConstraints(List<ConstraintRate> constraints) {
    TextTable table = table(4);
    table.row(Style.DIM, "CONSTRAINT", "PLANS", "KEEP IT", "RATE");
    for (ConstraintRate constraint : constraints) {
      table.row(
          Cell.plain(constraint.constraint()),
          Cell.plain(Integer.toString(constraint.plans())),
          Cell.plain(Integer.toString(constraint.passed())),
          rate(constraint.rate()));
    }
    terminal.out().println();
    table.print(terminal);
  }

  private void printGroups(String title, List<Group> groups) {
    TextTable table = table(4);
    table.row(Style.DIM, title, "REQUESTS", "FINAL PASS", "MEAN PLAN TIME");
    for (Group group : groups) {
      table.row(
          Cell.plain(group.name()),
          Cell.plain(Integer.toString(group.requests())),
          rate(group.rate()),
          Cell.plain(String.format(Locale.ROOT, "%.0f ms", group.meanMs())));
    }
    terminal.out().println();
    table.print(terminal);
  }

  private void printFailures(List<Failure> failures) {
    TextTable table = table(3);
    table.row(Style.DIM, "REQUEST", "TRIP", "WHAT FAILED");
    for (Failure failure : failures) {
      table.row(Style.RED, Integer.toString(failure.request()), failure.trip(), failure.what());
    }
    terminal.out().println();
    table.print(terminal);
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%nOne alone: ./tripgen eval --seed %d --only %d%n",
            seed,
            failures.getFirst().request());
  }

  private static TextTable table(int columns) {
    Column[] natural = new Column[columns];
    Arrays.fill(natural, Column.natural());
    return new TextTable(natural);
  }

  private static Cell rate(double share) {
    return new Cell(percent(share), share < 1 ? Style.RED : Style.GREEN);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
