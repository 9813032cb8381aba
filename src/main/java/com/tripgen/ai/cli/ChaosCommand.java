package com.tripgen.ai.cli;

import com.tripgen.ai.chaos.ChaosReport;
import com.tripgen.ai.chaos.ChaosRun;
import com.tripgen.ai.chaos.Latencies;
import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Breaks a running installation on purpose and tells whether a promise was broken with it.
@Command(
    name = "chaos",
    header = "Break replicas and database under load, and check every promise.",
    description = {
      "Starts a PostgreSQL in a temporary folder, replicas of the service and clients; kills,"
          + " pauses and restarts",
      "replicas, crashes the database, loses hints; then compares what clients were told with what"
          + " is stored.",
      "Ends with 1 when a promise was broken."
    })
final class ChaosCommand implements Callable<Integer> {
  private static final int MOST_VIOLATIONS_SHOWN = 20;
  private static final double MOST_MINUTES = Duration.ofDays(7).toMinutes();

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @ParentCommand private @Nullable TripgenCommand tripgen;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How long to break things, also 0.5 (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many server processes, from 2 on (default: ${DEFAULT-VALUE}).")
  private int replicas;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the order of faults and of what clients do (default: a random one).")
  private @Nullable Long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  ChaosCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(
        minutes > 0 && minutes <= MOST_MINUTES,
        "--minutes is a number above 0 and up to %.0f, not %s".formatted(MOST_MINUTES, minutes));
    require(replicas >= 2, "--replicas is a number from 2 on, not " + replicas);
    (tripgen != null && tripgen.verbose() ? Logs.DETAILED : Logs.QUIET).begin();
    ChaosRun.Settings settings =
        new ChaosRun.Settings(
            Duration.ofMillis(Math.round(minutes * Duration.ofMinutes(1).toMillis())),
            replicas,
            seed == null ? new Random().nextInt(1_000_000) : seed);
    AtomicBoolean kept = new AtomicBoolean();
    OpenResources.during(
        resources -> {
          ChaosReport report = run(settings, resources);
          print(report);
          if (json != null) {
            Files.writeString(json, json(report), StandardCharsets.UTF_8);
          }
          kept.set(report.violations().isEmpty());
        });
    return kept.get() ? TripgenCommand.FINE : TripgenCommand.FAILED;
  }

  private ChaosReport run(ChaosRun.Settings settings, OpenResources resources)
      throws IOException, InterruptedException {
    terminal
        .out()
        .printf(
            "%d replicas for %d s, seed %d%n",
            replicas, settings.duration().toSeconds(), settings.seed());
    Path folder = resources.open(TemporaryFolder::create).path();
    Phases phases = new Phases(terminal);
    ChaosRun run =
        phases.run(
            "start",
            "a PostgreSQL and the replicas",
            () -> resources.open(() -> prepare(folder, settings)));
    return run.run();
  }

  private ChaosRun prepare(Path folder, ChaosRun.Settings settings) throws IOException {
    try {
      return ChaosRun.prepare(folder, settings, line -> terminal.out().println("  " + line));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  private void print(ChaosReport report) {
    TextTable table = new TextTable(Column.natural(), Column.fixed(100));
    table.row(Style.BOLD, "faults survived", "");
    report.faults().forEach((fault, times) -> table.row(Style.PLAIN, "  " + fault, "" + times));
    table.row(Style.BOLD, "jobs", "");
    table.row(Style.PLAIN, "  acknowledged", "" + report.acknowledged());
    table.row(Style.PLAIN, "  checked", "" + report.checked());
    report.finished().forEach((status, jobs) -> table.row(Style.PLAIN, "  " + status, "" + jobs));
    table.row(Style.PLAIN, "watches", report.watches() + " over " + report.streams() + " streams");
    table.row(Style.PLAIN, "rescue after a kill", text(report.rescues()));
    table.row(Style.PLAIN, "cancel of a running job", text(report.cancels()));
    table.row(Style.PLAIN, "change to watcher", text(report.watchLatency()));
    table.row(Style.PLAIN, "the same without hints", text(report.watchLatencyWithoutHints()));
    table.row(
        report.violations().isEmpty() ? Style.GREEN : Style.RED,
        "promises broken",
        "" + report.violations().size());
    table.print(terminal);
    report.violations().stream()
        .limit(MOST_VIOLATIONS_SHOWN)
        .forEach(violation -> terminal.out().println(terminal.paint(Style.RED, violation)));
  }

  private static String text(Latencies.Summary times) {
    if (times.samples() == 0) {
      return "not seen";
    }
    return "p50 %d ms, p99 %d ms, longest %d ms, of %d"
        .formatted(times.p50Millis(), times.p99Millis(), times.maxMillis(), times.samples());
  }

  private static String json(ChaosReport report) {
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
