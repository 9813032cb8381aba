package com.tripgen.ai.operations;

import com.tripgen.ai.database.ClientEnvironment;
import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseAccess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes a backup: dumped beside its place, forced to the disk, read back whole, and only then
/// given its name. Older ones go last.
public final class Backup {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Database database;
  private final DatabaseAccess access;
  private final PostgresPrograms programs;
  private final Clock clock;

  public Backup(Database database, DatabaseAccess access, PostgresPrograms programs, Clock clock) {
    this.database = database;
    this.access = access;
    this.programs = programs;
    this.clock = clock;
  }

  /// What was written.
  ///
  /// @param deleted older backups
  public record Written(Path file, long bytes, String sha256, List<Path> deleted) {
    public Written {
      deleted = List.copyOf(deleted);
    }
  }

  /// Writes a new backup, verifies it, and deletes the oldest beyond `keep`.
  ///
  /// @param keep how many backups of the database stay in the folder, this one included
  /// @throws BackupException when there is no new backup, or when the database could not be told of
  ///   it: the message says which; what was there stays
  public Written write(Path folder, int keep) throws IOException {
    InstallationMapper.Site site = BackupDatabase.site(database);
    programs.requireAtLeast("pg_dump", site.version() / 10_000);
    create(folder);
    String name = site.database() + "-" + STAMP.format(clock.instant()) + ".dump";
    BackupFile done = new BackupFile(folder.resolve(name));
    BackupFile unfinished = new BackupFile(folder.resolve(name + ".unfinished"));
    String checksum;
    try {
      dump(unfinished);
      unfinished.force();
      unfinished.requireWhole(programs);
      checksum = unfinished.checksum();
      unfinished.writeChecksum(checksum, name);
      // The dump comes last: where there is one, there is its checksum.
      move(unfinished.checksumFile(), done.checksumFile());
      move(unfinished.path(), done.path());
      forceFolder(folder);
    } catch (IOException e) {
      throw new BackupException(
          "the backup could not be written to " + folder + ": " + reason(e), e);
    } finally {
      unfinished.delete();
    }
    long bytes = Files.size(done.path());
    note(done.path(), bytes, checksum);
    List<BackupFile> old = BackupFile.of(site.database(), folder).stream().skip(keep).toList();
    for (BackupFile backup : old) {
      backup.delete();
    }
    return new Written(done.path(), bytes, checksum, old.stream().map(BackupFile::path).toList());
  }

  private void note(Path file, long bytes, String checksum) {
    try {
      BackupDatabase.note(database, file.toString(), bytes, checksum);
    } catch (RuntimeException e) {
      throw new BackupException(
          file
              + " is a whole backup, but doctor will not know of it and older ones were kept: "
              + Installation.reason(e),
          e);
    }
  }

  private void dump(BackupFile file) throws IOException {
    Files.createFile(
        file.path(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Map<String, String> environment = ClientEnvironment.of(access);
    PostgresPrograms.Outcome outcome =
        programs.run(
            List.of(
                "pg_dump",
                "--format=custom",
                "--schema=ai_schema",
                "--lock-wait-timeout=30s",
                "--no-password",
                "--file=" + file.path()),
            environment);
    if (outcome.failed()) {
      throw new BackupException(
          "there is no new backup, pg_dump failed: "
              + (outcome.error().isEmpty() ? "exit code " + outcome.code() : outcome.error()));
    }
  }

  private static void create(Path folder) throws IOException {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new BackupException(
          "the folder " + folder + " can't be created: name another one with --dir", e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
