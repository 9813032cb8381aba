package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.operations.Installation;
import com.tripgen.ai.operations.InstallationCheck;
import com.tripgen.ai.operations.OperationsMessages;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Goes through the checklist of the installation guide.
@Command(
    name = "doctor",
    header = "Check the installation: each item OK or FAILED, with the command that mends it.",
    description = {
      "Sections 9 and 12 of the installation guide. Reads only; as the owner or the service role.",
      "Exit code 1 when an item failed."
    })
final class DoctorCommand extends DatabaseCommand {
  @Option(names = "--json", description = "Print the checks as JSON, as CheckInstallation answers.")
  private boolean json;

  DoctorCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(Connected connected) {
    List<InstallationCheck> checks = check(connected);
    if (json) {
      printJson(OperationsMessages.checks(checks));
    } else {
      print(checks);
    }
    return checks.stream().anyMatch(InstallationCheck::hasFailed)
        ? TripgenCommand.FAILED
        : TripgenCommand.FINE;
  }

  private static List<InstallationCheck> check(Connected connected) {
    try {
      return new Installation(connected.database(), connected.access()).check();
    } catch (DatabaseUnavailableException e) {
      return List.of(Installation.unreachable(e));
    }
  }

  private void print(List<InstallationCheck> checks) {
    TextTable table = new TextTable(Column.natural(), Column.natural(), new Column(30, 120));
    table.row(Style.DIM, "ITEM", "STATUS", "WHAT WAS FOUND");
    for (InstallationCheck check : checks) {
      table.row(
          Cell.plain(check.name()),
          new Cell(check.status().name(), style(check)),
          Cell.plain(check.detail()));
    }
    table.print(terminal());
    // Not in the table: a command that wraps can't be pasted.
    for (InstallationCheck check : checks) {
      if (!check.remedy().isEmpty()) {
        terminal().out().println();
        terminal().out().println(terminal().paint(style(check), check.name() + ":"));
        terminal().out().println(check.remedy());
      }
    }
  }

  private static Style style(InstallationCheck check) {
    return switch (check.status()) {
      case OK -> Style.GREEN;
      case WARNING -> Style.YELLOW;
      case FAILED -> Style.RED;
    };
  }
}
