package com.tripgen.ai.cli;

import com.tripgen.ai.operations.PostgresPrograms;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which programs of PostgreSQL back up and restore.
final class BackupOptions {
  @Option(
      names = "--pg-bin",
      paramLabel = "DIR",
      description =
          "The folder of pg_dump, pg_restore and psql, at least of the server's major version"
              + " (default: the search path).")
  private @Nullable Path folder;

  @Option(
      names = "--time-limit",
      paramLabel = "DURATION",
      defaultValue = "6h",
      converter = DurationText.class,
      description = "How long each of them may run (default: ${DEFAULT-VALUE}).")
  private Duration limit = Duration.ofHours(6);

  PostgresPrograms programs() {
    return new PostgresPrograms(folder, limit);
  }
}
