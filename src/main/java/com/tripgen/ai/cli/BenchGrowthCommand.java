package com.tripgen.ai.cli;

import com.tripgen.ai.bench.service.Growth;
import com.tripgen.ai.bench.service.GrowthBench;
import com.tripgen.ai.bench.service.GrowthReport;
import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures how figures change as tables, replicas and watchers become more.
@Command(
    name = "growth",
    header = "Measure what becomes of the figures as finished jobs, replicas and watchers grow.",
    description = {
      "Everything runs on this machine, also several replicas. Takes a quarter of an hour and"
          + " 10 GB of disk.",
      "No figure has a floor here."
    })
final class BenchGrowthCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "WHAT",
      arity = "0..*",
      description = "What grows (default: all): ${COMPLETION-CANDIDATES}.")
  private List<Growth> growths = List.of();

  @Option(
      names = "--finished",
      split = ",",
      paramLabel = "N",
      defaultValue = "10000,1000000,5000000",
      description = "Finished jobs in the table (default: ${DEFAULT-VALUE}).")
  private List<Integer> finished = List.of();

  @Option(
      names = "--replicas",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,4",
      description = "Replicas on one database (default: ${DEFAULT-VALUE}).")
  private List<Integer> replicas = List.of();

  @Option(
      names = "--watchers",
      split = ",",
      paramLabel = "N",
      defaultValue = "100,1000,10000",
      description = "Open watches of one process (default: ${DEFAULT-VALUE}).")
  private List<Integer> watchers = List.of();

  @Mixin private final BenchPace pace = new BenchPace();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  BenchGrowthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<Growth, List<Integer>> sizes = new EnumMap<>(Growth.class);
    for (Growth growth : growths.isEmpty() ? List.of(Growth.values()) : growths) {
      sizes.put(growth, sizes(growth));
    }
    Logs.QUIET.begin();
    OpenResources.during(
        resources -> {
          Path folder = resources.open(TemporaryFolder::create).path();
          GrowthBench bench = resources.open(() -> new GrowthBench(folder, pace.pace()));
          GrowthReport report =
              bench.run(sizes, what -> BenchCommand.progress(terminal, what), this::print);
          printConditions(report);
          if (json != null) {
            Files.writeString(json, BenchCommand.json(report));
          }
        });
    return TripgenCommand.FINE;
  }

  private List<Integer> sizes(Growth growth) {
    List<Integer> sizes =
        switch (growth) {
          case FINISHED -> finished;
          case REPLICAS -> replicas;
          case WATCHERS -> watchers;
        };
    List<Integer> rising = sizes.stream().filter(it -> it > 0).distinct().sorted().toList();
    if (!rising.equals(sizes) && spec != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--%s takes numbers from 1 on that rise, not %s".formatted(growth.label(), sizes));
    }
    return sizes;
  }

  private void print(List<GrowthReport.Row> rows) {
    int steps = rows.stream().mapToInt(row -> row.steps().size()).max().orElse(0);
    Column[] columns = new Column[2 + steps];
    Arrays.fill(columns, Column.natural());
    TextTable table = new TextTable(columns);
    for (GrowthReport.Row row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.figure() + ", " + row.unit(), row.by()));
      for (GrowthReport.Step step : row.steps()) {
        cells.add(
            String.format(Locale.ROOT, "%,d: %s", step.size(), BenchCommand.text(step.seen())));
      }
      while (cells.size() < columns.length) {
        cells.add("");
      }
      table.row(Style.PLAIN, cells.toArray(String[]::new));
    }
    table.print(terminal);
  }

  private void printConditions(GrowthReport report) {
    terminal
        .out()
        .printf(
            "Medians of %d repetitions with the least and the most; %d processors hold clients,"
                + " servers and PostgreSQL.%n",
            pace.pace().repetitions(), report.processors());
  }
}
