package com.tripgen.ai.cli;

import com.tripgen.ai.operations.PostgresPrograms;
import com.tripgen.ai.operations.Restore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Restores a backup.
@Command(
    name = "restore",
    header = "Restore a backup, whole or not at all.",
    description = {
      "Checks the file first, replaces the schema in one transaction, then migrates. Stop the"
          + " service",
      "before. As the owner role. A restore that fails leaves the database as it was; the file is"
          + " only read."
    })
final class RestoreCommand extends DatabaseCommand {
  @Parameters(paramLabel = "FILE", description = "The .dump; its .sha256 is beside it.")
  private Path file = Path.of(".");

  @Option(names = "--over-data", description = "Replace the rows that are there.")
  private boolean overData;

  @Mixin private final BackupOptions backup = new BackupOptions();

  RestoreCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(Connected connected) throws IOException {
    PostgresPrograms programs = connected.resources().open(backup::programs);
    new Restore(connected.database(), connected.access(), programs).run(file, overData);
    terminal().out().println("Restored from " + file + ".");
    return TripgenCommand.FINE;
  }
}
