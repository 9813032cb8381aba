package com.tripgen.ai.cli;

import com.tripgen.ai.bench.PlannerBench;
import com.tripgen.ai.bench.PlannerReport;
import com.tripgen.ai.bench.PlannerReport.Bound;
import com.tripgen.ai.bench.PlannerReport.FamilyGap;
import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
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
import picocli.CommandLine.Option;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Measures the planner.
@Command(
    name = "planner",
    header = "Measure the planner against published instances, exact optima and its own long runs.",
    description = {
      "Published instances of the team orienteering problem with time windows are read from a"
          + " folder of",
      "*.txt files; a reference_values.csv beside it (name, tours, score) gives the scores to"
          + " compare with."
    })
final class BenchPlannerCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Terminal terminal;

  @Option(
      names = "--instances",
      paramLabel = "DIR",
      description = "Folder of published instances; without it none are planned.")
  private @Nullable Path instances;

  @Option(names = "--json", paramLabel = "FILE", description = "Write everything measured there.")
  private @Nullable Path json;

  @Option(
      names = "--budgets",
      split = ",",
      paramLabel = "MS",
      defaultValue = "50,200,1000",
      description = "CPU time of a plan in milliseconds (default: ${DEFAULT-VALUE}).")
  private List<Integer> budgets = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of every instance, of which the median counts (default: 3).")
  private int seeds;

  @Option(
      names = "--small-days",
      paramLabel = "N",
      defaultValue = "40",
      description = "Days to compare with the exact optimum (default: 40).")
  private int smallDays;

  @Option(
      names = "--long-run",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Length of each of the city trip's five long runs (default: 10).")
  private int longRun;

  BenchPlannerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, PlanningCancelledException {
    requireInstances();
    PlannerBench bench =
        new PlannerBench(instances, budgets, seeds, smallDays, Duration.ofSeconds(longRun));
    PlannerReport report = bench.run(this::progress);
    print(report);
    if (json != null) {
      Files.writeString(json, JSON.writeValueAsString(report));
    }
    return report.holds() ? TripgenCommand.FINE : TripgenCommand.FAILED;
  }

  private void requireInstances() {
    if (instances == null) {
      return;
    }
    String[] files = instances.toFile().list((folder, name) -> name.endsWith(".txt"));
    if (files == null || files.length == 0) {
      throw new UserError("--instances: there is no *.txt file in " + instances);
    }
  }

  private void progress(String what) {
    if (terminal.live()) {
      terminal.erase(1);
      terminal.out().println(terminal.paint(Style.DIM, what));
    }
  }

  private void print(PlannerReport report) {
    if (!report.families().isEmpty()) {
      TextTable gaps = table(5);
      gaps.row(Style.DIM, "INSTANCES", "BUDGET", "CASES", "MEAN GAP", "WORST GAP");
      for (FamilyGap gap : report.families()) {
        gaps.row(
            Style.PLAIN,
            gap.family(),
            gap.budgetMs() + " ms",
            Integer.toString(gap.cases()),
            percent(gap.mean()),
            percent(gap.worst()));
      }
      gaps.print(terminal);
      terminal.out().println();
    }
    PlannerReport.CityTrip city = report.cityTrip();
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "5 days, 200 candidates: %.0f ms, %.1f plans a second on one core%n",
            city.ms(),
            city.plansPerSecond());
    terminal.out().println("Budgets are " + report.clock() + ".");
    terminal.out().println();
    TextTable bounds = table(4);
    bounds.row(Style.DIM, "FIGURE", "SEEN", "LIMIT", "");
    for (Bound bound : report.bounds()) {
      bounds.row(
          Cell.plain(bound.figure()),
          Cell.plain(number(bound, bound.value())),
          Cell.plain((bound.atMost() ? "<= " : ">= ") + number(bound, bound.limit())),
          bound.holds() ? new Cell("holds", Style.GREEN) : new Cell("missed", Style.RED));
    }
    bounds.print(terminal);
  }

  private static TextTable table(int columns) {
    Column[] natural = new Column[columns];
    Arrays.fill(natural, Column.natural());
    return new TextTable(natural);
  }

  private static String number(Bound bound, double value) {
    return bound.unit().equals("%") ? percent(value) : String.format(Locale.ROOT, "%.0f ms", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
