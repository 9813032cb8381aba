package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.database.Migration;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.database.OwnershipException;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Brings the database to the version that this build needs.
@Command(
    name = "migrate",
    header = "Bring the database to the version that this build needs.",
    description = {
      "Forward only, safe to repeat and while the service runs. A database that was made by hand"
          + " from",
      "the guide is adopted, its data kept."
    })
final class MigrateCommand implements Callable<Integer>, Checked {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Terminal terminal;

  @ParentCommand private @Nullable TripgenCommand tripgen;

  @Mixin private final DatabaseOptions database;

  @ArgGroup private final Instead instead = new Instead();

  /// What to do instead of migrating.
  private static final class Instead {
    @Option(names = "--status", description = "Only list the migrations and which are applied.")
    private boolean status;

    @Option(names = "--dry-run", description = "Only print the SQL that would be run.")
    private boolean dryRun;
  }

  MigrateCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.database = new DatabaseOptions(environment);
  }

  @Override
  public void check(UsageErrors errors) {
    var _ = errors.gather(database::choice);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    DatabaseChoice choice = database.choice();
    (tripgen != null && tripgen.verbose() ? Logs.DETAILED : Logs.NORMAL).begin();
    try {
      OpenResources.during(resources -> run(new Migrations(choice.owner(resources))));
    } catch (OwnershipException e) {
      e.statements().forEach(terminal.out()::println);
      throw new UserError(
          "the tables belong to another role: migrate as that role, or have an administrator run"
              + " the statements above first",
          e);
    }
    return TripgenCommand.FINE;
  }

  private void run(Migrations migrations) {
    if (instead.status) {
      print(migrations.status());
    } else if (instead.dryRun) {
      print(migrations.dryRun(), terminal);
    } else {
      migrate(migrations);
    }
  }

  private void migrate(Migrations migrations) {
    List<Migration> applied = migrations.migrate();
    if (applied.isEmpty()) {
      terminal.out().println("Nothing to do: the database is up to date.");
    } else {
      print(applied);
    }
  }

  private void print(List<Migration> migrations) {
    TextTable table =
        new TextTable(Column.natural(), Column.natural(), Column.natural(), new Column(20, 80));
    table.row(Style.DIM, "VERSION", "STATE", "APPLIED AT", "DESCRIPTION");
    for (Migration migration : migrations) {
      table.row(
          Cell.plain(migration.version().isEmpty() ? "-" : migration.version()),
          state(migration.state()),
          Cell.plain(migration.installedAt() == null ? "" : TIME.format(migration.installedAt())),
          Cell.plain(migration.description()));
    }
    table.print(terminal);
  }

  private static void print(List<Migrations.PendingScript> scripts, Terminal terminal) {
    if (scripts.isEmpty()) {
      terminal.out().println("-- Nothing to do: the database is up to date.");
    }
    for (Migrations.PendingScript script : scripts) {
      terminal.out().println("-- " + script.migration().script());
      terminal.out().println(script.sql().strip());
      terminal.out().println();
    }
  }

  private static Cell state(Migration.State state) {
    return switch (state) {
      case APPLIED -> new Cell("applied", Style.GREEN);
      case PENDING -> new Cell("pending", Style.YELLOW);
      case BASELINE -> new Cell("adopted", Style.GREEN);
      case NEWER -> new Cell("newer than this build", Style.YELLOW);
      case BROKEN -> new Cell("broken", Style.RED);
    };
  }
}
