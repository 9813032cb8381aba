package com.tripgen.ai.cli;

import com.tripgen.ai.bench.service.Figure;
import com.tripgen.ai.bench.service.FigureResult;
import com.tripgen.ai.bench.service.LongForm;
import com.tripgen.ai.bench.service.Pace;
import com.tripgen.ai.bench.service.ServiceBench;
import com.tripgen.ai.bench.service.ServiceReport;
import com.tripgen.ai.bench.service.Summary;
import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Measures the service beside what it is compared with; the planner has a subcommand of its own.
@Command(
    name = "bench",
    header = "Measure this build and say which figures hold.",
    description = {
      "Starts a PostgreSQL with its default settings and server processes, and measures each figure"
          + " and its limit",
      "by turns, after warming both up until they get no faster. Exit code 1 when a floor is"
          + " missed."
    })
final class BenchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @ParentCommand private @Nullable TripgenCommand tripgen;

  @Parameters(
      paramLabel = "FIGURE",
      arity = "0..*",
      description = {
        "What to measure: ${COMPLETION-CANDIDATES}",
        "(default: all except flat and held, which take many minutes)."
      })
  private List<Figure> figures = List.of();

  @Option(
      names = "--short",
      fallbackValue = "true",
      description = {
        "Warmed up and measured for less time; what then misses",
        "its floor is measured again in full."
      })
  private boolean shortForm;

  @Mixin private final BenchPace pace = new BenchPace();

  @Option(
      names = "--finished",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Finished jobs in the table of flat (default: ${DEFAULT-VALUE}).")
  private int finished;

  @Option(
      names = "--held",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long another transaction stays open in held (default: ${DEFAULT-VALUE}).")
  private int held;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Pace> paces = shortForm ? List.of(pace.shortPace(), pace.pace()) : List.of(pace.pace());
    require(finished >= 1, "--finished is a number from 1 on, not " + finished);
    require(held >= 1, "--held is a number from 1 on, not " + held);
    (tripgen != null && tripgen.verbose() ? Logs.DETAILED : Logs.QUIET).begin();
    LongForm longForm = new LongForm(finished, Duration.ofSeconds(held));
    AtomicBoolean holds = new AtomicBoolean();
    OpenResources.during(
        resources -> {
          Path folder = resources.open(TemporaryFolder::create).path();
          ServiceBench bench = resources.open(() -> new ServiceBench(folder, paces, longForm));
          ServiceReport report = bench.run(chosen(), figure -> progress(terminal, figure));
          print(report, paces.getFirst().repetitions());
          if (json != null) {
            Files.writeString(json, json(report));
          }
          holds.set(report.holds());
        });
    return holds.get() ? TripgenCommand.FINE : TripgenCommand.FAILED;
  }

  private List<Figure> chosen() {
    if (!figures.isEmpty()) {
      return figures.stream().distinct().toList();
    }
    return Arrays.stream(Figure.values())
        .filter(it -> shortForm ? it.isShort() : !it.isLong())
        .toList();
  }

  static void progress(Terminal terminal, String figure) {
    if (terminal.live()) {
      terminal.out().println(terminal.paint(Style.DIM, "… " + figure));
    }
  }

  private void print(ServiceReport report, int repetitions) {
    Column[] columns = new Column[7];
    Arrays.fill(columns, Column.natural());
    TextTable table = new TextTable(columns);
    table.row(Style.DIM, "FIGURE", "SEEN", "LIMIT", "SEEN", "RATIO", "FLOOR / GOAL", "");
    for (FigureResult result : report.figures()) {
      String sign = result.bound().atMost() ? "<= " : ">= ";
      table.row(
          Cell.plain(result.figure()),
          Cell.plain(text(result.seen()) + " " + result.unit()),
          Cell.plain(result.limit()),
          Cell.plain(text(result.limitSeen()) + " " + result.unit()),
          Cell.plain(text(result.ratio())),
          Cell.plain(sign + number(result.bound().floor()) + " / " + number(result.bound().goal())),
          verdict(result));
    }
    table.print(terminal);
    terminal
        .out()
        .printf(
            "Medians of %d repetitions with the least and the most; %d processors hold clients,"
                + " server and PostgreSQL.%n",
            repetitions, report.processors());
  }

  private static Cell verdict(FigureResult result) {
    if (!result.holds()) {
      return new Cell("missed", Style.RED);
    }
    return new Cell(result.reachesGoal() ? "goal" : "holds", Style.GREEN);
  }

  static String text(Summary summary) {
    return "%s (%s-%s)"
        .formatted(number(summary.median()), number(summary.least()), number(summary.most()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }

  static String json(Object report) {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(report);
  }

  private void require(boolean holds, String message) {
    if (!holds && spec != null) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
