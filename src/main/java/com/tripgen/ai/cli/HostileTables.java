package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.evaluation.HostileReport;
import com.tripgen.ai.evaluation.HostileReport.Failure;
import com.tripgen.ai.evaluation.HostileReport.Group;
import java.util.Arrays;
import java.util.Locale;

/// Prints what came of hostile models.
record HostileTables(Terminal terminal) {

  void print(HostileReport report) {
    TextTable figures = table(3);
    figures.row(Style.DIM, "FIGURE", "SEEN", "MUST BE");
    figure(figures, "hostile requests", Integer.toString(report.requests()), "");
    figure(
        figures,
        "kept every promise",
        Integer.toString(report.passed()),
        Integer.toString(report.requests()));
    figure(
        figures,
        "longest that a job took for its models",
        report.slowest().toMillis() + " ms",
        "<= " + report.deadline().toMillis() + " ms");
    figure(
        figures,
        "tokens, as the provider counts",
        report.usage().inputTokens() + " in, " + report.usage().outputTokens() + " out",
        "");
    figure(figures, "cost", report.cost().toPlainString(), "");
    figures.print(terminal);
    TextTable groups = table(5);
    groups.row(Style.DIM, "PROVIDER", "REQUESTS", "KEPT", "BY MODEL", "CALLS");
    for (Group group : report.behaviours()) {
      groups.row(
          Cell.plain(group.behaviour().name().toLowerCase(Locale.ROOT)),
          Cell.plain(Integer.toString(group.requests())),
          new Cell(
              Integer.toString(group.passed()),
              group.passed() < group.requests() ? Style.RED : Style.GREEN),
          Cell.plain(Integer.toString(group.byModel())),
          Cell.plain(Integer.toString(group.calls())));
    }
    terminal.out().println();
    groups.print(terminal);
    if (!report.failures().isEmpty()) {
      TextTable failures = table(3);
      failures.row(Style.DIM, "REQUEST", "PROVIDER", "WHAT FAILED");
      for (Failure failure : report.failures()) {
        failures.row(
            Style.RED,
            Integer.toString(failure.request()),
            failure.behaviour().name().toLowerCase(Locale.ROOT),
            failure.what());
      }
      terminal.out().println();
      failures.print(terminal);
    }
  }

  private static void figure(TextTable table, String name, String seen, String must) {
    table.row(Style.PLAIN, name, seen, must);
  }

  private static TextTable table(int columns) {
    Column[] natural = new Column[columns];
    Arrays.fill(natural, Column.natural());
    return new TextTable(natural);
  }
}
