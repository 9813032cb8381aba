package com.tripgen.ai.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tripgen.ai.database.DatabaseAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Debian's PostgreSQL 15 with its client programs, which the embedded one lacks, in a cluster of
/// its own.
public final class DebianPostgres implements AutoCloseable {
  public static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final String PASSWORD = "for-tests-only";

  private final Path folder;
  private final int port;

  private DebianPostgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /// Skips the test where it is not installed.
  public static DebianPostgres start() throws IOException {
    assumeTrue(
        Files.isExecutable(PROGRAMS.resolve("initdb")),
        "needs Debian's package postgresql-15 in " + PROGRAMS);
    Path folder =
        Files.createTempDirectory(
            "tripgen-debian-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    DebianPostgres postgres = new DebianPostgres(folder, freePort());
    postgres.run(
        "initdb",
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        "--pwfile=" + password,
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync");
    postgres.run(
        "pg_ctl",
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c fsync=off"
            .formatted(postgres.port, folder),
        "start");
    return postgres;
  }

  /// The superuser.
  public DatabaseAccess administrator() {
    return access("postgres", "postgres", PASSWORD);
  }

  public DatabaseAccess access(String database, String user, String password) {
    return DatabaseAccess.of(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, password);
  }

  /// While it is open, files of tables can't grow beyond what a segment of the write-ahead log has:
  /// the server meets that as it meets a full disk.
  public FullDisk fillDisk() throws IOException {
    limitFiles(Long.toString(17L * 1024 * 1024));
    return () -> limitFiles("unlimited");
  }

  /// A disk that is full until this is closed.
  @FunctionalInterface
  public interface FullDisk extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /// Of every session that begins from now on.
  private void limitFiles(String bytes) throws IOException {
    String postmaster = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
    run(List.of("prlimit", "--fsize=" + bytes + ":", "--pid=" + postmaster));
  }

  @Override
  public void close() throws IOException {
    run("pg_ctl", "-m", "immediate", "stop");
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(PROGRAMS.resolve(program).toString());
    command.addAll(List.of("-D", folder.resolve("data").toString()));
    command.addAll(List.of(arguments));
    run(command);
  }

  /// Its programs refuse to run as root.
  private void run(List<String> command) throws IOException {
    List<String> whole = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      whole.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    whole.addAll(command);
    Path output = Files.createTempFile("tripgen-debian-", ".out");
    int code =
        await(
            new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
    if (code != 0) {
      throw new IllegalStateException(command + " failed: " + Files.readString(output));
    }
    Files.delete(output);
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
