package com.tripgen.ai.operations;

import com.tripgen.ai.database.ClientEnvironment;
import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Restores a backup, whole or not at all: what is there goes in the transaction in which the
/// backup comes. The file is only read.
///
/// `pg_restore` makes the SQL and `psql` runs it. The last word, COMMIT, is ours: it is said only
/// when the one has come to a good end and the other has taken everything.
public final class Restore {
  private static final String BEGIN =
      """
      BEGIN;
      SET LOCAL lock_timeout = '30s';
      DROP SCHEMA IF EXISTS ai_schema CASCADE;
      """;

  private final Database database;
  private final DatabaseAccess access;
  private final PostgresPrograms programs;

  public Restore(Database database, DatabaseAccess access, PostgresPrograms programs) {
    this.database = database;
    this.access = access;
    this.programs = programs;
  }

  /// Puts the rows of a backup in place of what is there.
  ///
  /// @param overData whether rows that are there may be replaced
  /// @throws BackupException when nothing was restored and the database is as before, or when only
  ///   the migrations failed that the backup lacks: the message says which
  public void run(Path path, boolean overData) throws IOException {
    BackupFile file = new BackupFile(path);
    file.requireChecksum();
    int server = BackupDatabase.site(database).version() / 10_000;
    programs.requireAtLeast("pg_restore", server);
    programs.requireAtLeast("psql", server);
    file.requireWhole(programs);
    if (!overData && BackupDatabase.holdsRows(database)) {
      throw new BackupException(
          "the database holds rows, which the restore would replace: restore into an empty one, or"
              + " say --over-data");
    }
    replace(path);
    migrate();
  }

  /// What is not in the backup: the rights of the service role, and newer migrations.
  private void migrate() {
    try {
      new Migrations(access).migrate();
    } catch (RuntimeException e) {
      throw new BackupException(
          "every row is restored, but not what this build adds to the backup; mend this, then run"
              + " ./tripgen migrate: "
              + e.getMessage(),
          e);
    }
  }

  private void replace(Path path) throws IOException {
    Map<String, String> environment = new HashMap<>(ClientEnvironment.of(access));
    PostgresPrograms.Outcome outcome =
        programs.run(
            List.of("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--no-password"),
            environment,
            input -> feed(path, input));
    if (outcome.failed()) {
      throw new BackupException(
          "nothing was restored, the database is as before: "
              + (outcome.error().isEmpty()
                  ? "psql ended with " + outcome.code()
                  : outcome.error()));
    }
  }

  private void feed(Path path, OutputStream input) throws IOException {
    Path error = Files.createTempFile("tripgen-", ".err");
    Process restore =
        programs.start(
            List.of("pg_restore", "--no-owner", "--no-privileges", "--file=-", path.toString()),
            Map.of(),
            error);
    try (InputStream sql = restore.getInputStream()) {
      input.write(BEGIN.getBytes(StandardCharsets.UTF_8));
      sql.transferTo(input);
      if (programs.await(restore, "pg_restore", programs.limit()) != 0) {
        throw new BackupException(
            "nothing was restored, the database is as before: " + Files.readString(error).strip());
      }
      input.write("COMMIT;\n".getBytes(StandardCharsets.UTF_8));
    } finally {
      programs.end(restore);
      Files.deleteIfExists(error);
    }
  }
}
