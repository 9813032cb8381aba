package com.tripgen.ai.operations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A backup in pg_dump's custom format, and the file beside it that `sha256sum -c` understands.
record BackupFile(Path path) {
  private static final int BUFFER = 1 << 20;

  /// Without these a dump is none of this service's.
  private static final List<String> TABLES =
      List.of("ai_jobs", "ai_schedules", "ai_recommendations");

  Path checksumFile() {
    return path.resolveSibling(path.getFileName() + ".sha256");
  }

  String checksum() throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream content = Files.newInputStream(path)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Reads the whole dump as `pg_restore` would.
  ///
  /// @throws BackupException when something is missing from it
  void requireWhole(PostgresPrograms programs) throws IOException {
    PostgresPrograms.Outcome list =
        programs.run(List.of("pg_restore", "--list", path.toString()), Map.of());
    if (list.failed()) {
      throw new BackupException(path + " is no whole backup: " + list.error());
    }
    for (String table : TABLES) {
      if (!list.output().contains("TABLE DATA ai_schema " + table + " ")) {
        throw new BackupException(path + " does not hold the rows of " + table);
      }
    }
    PostgresPrograms.Outcome content =
        programs.run(List.of("pg_restore", "--file=/dev/null", path.toString()), Map.of());
    if (content.failed()) {
      throw new BackupException(path + " is no whole backup: " + content.error());
    }
  }

  /// @throws BackupException when it is not the file that was written
  void requireChecksum() throws IOException {
    if (!Files.isReadable(path)) {
      throw new BackupException(path + " can't be read: name a file that backup wrote");
    }
    if (!Files.isReadable(checksumFile())) {
      throw new BackupException(
          checksumFile()
              + " is missing, so that nobody knows whether the backup is whole: bring it along");
    }
    String noted = Files.readString(checksumFile()).strip().split("\\s", 2)[0];
    if (!noted.equals(checksum())) {
      throw new BackupException(
          path + " is not the file that was written, its checksum differs: take another backup");
    }
  }

  void writeChecksum(String checksum, String nameOfBackup) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            checksumFile(),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      String line = checksum + "  " + nameOfBackup + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /// From memory to the disk.
  void force() throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
    Files.deleteIfExists(checksumFile());
  }

  /// Backups of a database in a folder, the newest first.
  static List<BackupFile> of(String database, Path folder) throws IOException {
    String pattern = "\\Q" + database + "\\E-\\d{8}T\\d{6}Z\\.dump";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(pattern))
          .sorted((a, b) -> b.getFileName().compareTo(a.getFileName()))
          .map(BackupFile::new)
          .toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
