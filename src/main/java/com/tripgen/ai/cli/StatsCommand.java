package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.jobs.JobControl;
import com.tripgen.ai.operations.OperationsMessages;
import com.tripgen.ai.operations.Statistics;
import com.tripgen.ai.operations.StatisticsReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints the figures of the guide's section 11.
@Command(
    name = "stats",
    header = "Print figures: connections, tables, jobs of the last day, queues.",
    description = "Section 11 of the installation guide, read from the database itself.")
final class StatsCommand extends DatabaseCommand {
  @Option(names = "--json", description = "Print the figures as JSON, as GetStatistics answers.")
  private boolean json;

  @Option(
      names = "--watch",
      arity = "0..1",
      paramLabel = "DURATION",
      fallbackValue = "5s",
      converter = DurationText.class,
      description = "Print them again and again until Ctrl-C (every 5s).")
  private @Nullable Duration watch;

  StatsCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  public void check(UsageErrors errors) {
    super.check(errors);
    errors.require(watch == null || watch.toSeconds() >= 1, "--watch is a duration of at least 1s");
  }

  @Override
  int run(Connected connected) throws InterruptedException {
    StatisticsReader reader = new StatisticsReader(connected.database());
    print(reader.read());
    if (watch != null) {
      // Only a signal ends it.
      connected.resources().expectSignal();
      CountDownLatch never = new CountDownLatch(1);
      while (!never.await(watch.toMillis(), TimeUnit.MILLISECONDS)) {
        print(reader.read());
      }
    }
    return TripgenCommand.FINE;
  }

  private void print(Statistics statistics) {
    if (json) {
      printJson(OperationsMessages.statistics(statistics));
      return;
    }
    if (watch != null && terminal().live()) {
      terminal().clear();
    }
    Statistics.Connections connections = statistics.connections();
    terminal()
        .out()
        .println(
            "%s   connections: %d active of %d open, the server takes %d"
                .formatted(
                    connections.readTime(),
                    connections.active(),
                    connections.open(),
                    connections.maximum()));
    printTables(statistics);
    printJobs(statistics);
    printQueues(statistics);
    terminal().out().println();
  }

  private void printTables(Statistics statistics) {
    TextTable table = table(5);
    table.row(Style.DIM, "TABLE", "SIZE", "ROWS (ESTIMATE)", "MEAN JSON", "EXPIRE WITHIN A DAY");
    for (Statistics.Table it : statistics.tables()) {
      table.row(
          Style.PLAIN,
          it.name(),
          bytes((double) it.sizeBytes()),
          Long.toString(it.estimatedRows()),
          it.averageJsonBytes() == null ? "" : bytes(it.averageJsonBytes()),
          it.expiringRows() == null ? "" : it.expiringRows().toString());
    }
    print(table);
  }

  private void printJobs(Statistics statistics) {
    TextTable table = table(5);
    table.row(Style.DIM, "JOBS OF 24 HOURS", "STATUS", "COUNT", "MEAN PROGRESS", "MEAN DURATION");
    for (Statistics.Jobs it : statistics.jobs()) {
      table.row(
          Style.PLAIN,
          it.jobType(),
          it.status().name(),
          Long.toString(it.count()),
          String.format(Locale.ROOT, "%.0f %%", it.averageProgress()),
          it.averageDuration() == null ? "" : seconds(it.averageDuration()));
    }
    print(table);
  }

  private void printQueues(Statistics statistics) {
    TextTable table = table(4);
    table.row(Style.DIM, "QUEUE", "QUEUED", "PROCESSING", "");
    for (JobControl.Queue it : statistics.queues()) {
      table.row(
          Style.PLAIN,
          it.type().name(),
          Long.toString(it.queued()),
          Long.toString(it.processing()),
          it.paused() ? "paused" : "");
    }
    print(table);
  }

  private void print(TextTable table) {
    terminal().out().println();
    table.print(terminal());
  }

  private static TextTable table(int columns) {
    Column[] natural = new Column[columns];
    Arrays.fill(natural, Column.natural());
    return new TextTable(natural);
  }

  static String bytes(double bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
