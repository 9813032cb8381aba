package com.tripgen.ai.cli;

import com.tripgen.ai.operations.Backup;
import com.tripgen.ai.operations.PostgresPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes a backup.
@Command(
    name = "backup",
    header = "Back the schema up with pg_dump, and verify what was written.",
    description = {
      "Writes DATABASE-TIME.dump and its .sha256 into the folder, whole or not at all. Safe while"
          + " the",
      "service runs. As the owner role."
    })
final class BackupCommand extends DatabaseCommand {
  @Option(names = "--dir", paramLabel = "DIR", required = true, description = "Where backups are.")
  private Path dir = Path.of(".");

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Delete all but the newest N of this database there (default: keep all).")
  private @Nullable Integer keep;

  @Mixin private final BackupOptions backup = new BackupOptions();

  BackupCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  public void check(UsageErrors errors) {
    super.check(errors);
    errors.require(keep == null || keep >= 1, "--keep is at least 1, for the one that is written");
  }

  @Override
  int run(Connected connected) throws IOException {
    PostgresPrograms programs = connected.resources().open(backup::programs);
    Backup.Written written =
        new Backup(connected.database(), connected.access(), programs, Clock.systemUTC())
            .write(dir, keep == null ? Integer.MAX_VALUE : keep);
    terminal()
        .out()
        .println(
            "%s, %s, sha256 %s"
                .formatted(
                    written.file(),
                    StatsCommand.bytes((double) written.bytes()),
                    written.sha256()));
    written.deleted().forEach(old -> terminal().out().println("deleted " + old));
    return TripgenCommand.FINE;
  }
}
