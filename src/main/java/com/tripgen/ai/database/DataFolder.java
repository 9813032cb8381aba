package com.tripgen.ai.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of an embedded database, held by one process at a time:
///
/// - `cluster/` is PostgreSQL's own, `cluster.new/` one whose creation was not finished;
/// - `credentials` holds the passwords;
/// - `lock` names the process that holds the folder; the kernel frees it when that process dies.
final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new DatabaseStartException(
          "the data folder "
              + path
              + " can't be created: "
              + reason(e)
              + "; give one that this user may write",
          e);
    }
    if (!Files.isDirectory(path)) {
      throw new DatabaseStartException(
          "the data folder " + path + " is not a directory: give another one");
    }
    if (!Files.isWritable(path)) {
      throw new DatabaseStartException(
          "the data folder " + path + " is not writable; give one that this user may write");
    }
    try {
      return new DataFolder(path, lock(path));
    } catch (IOException e) {
      throw new DatabaseStartException(
          "the data folder "
              + path
              + " is not writable: "
              + reason(e)
              + "; give one that this user may write",
          e);
    }
  }

  Path path() {
    return path;
  }

  Path cluster() {
    return path.resolve("cluster");
  }

  Path unfinishedCluster() {
    return path.resolve("cluster.new");
  }

  Path credentials() {
    return path.resolve("credentials");
  }

  Path initialPassword() {
    return path.resolve("initial-password");
  }

  Path binaries() {
    return path.resolve("binaries");
  }

  boolean hasCluster() {
    return Files.exists(cluster().resolve("PG_VERSION"));
  }

  /// Whether the cluster follows another one.
  boolean isStandby() {
    return Files.exists(cluster().resolve("standby.signal"));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// An error of a file in a person's words.
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      String holder = text(channel);
      channel.close();
      throw new DatabaseStartException(
          "the data folder "
              + path
              + " is in use by process "
              + holder
              + ": stop it or give another folder");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(32);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
  }
}
