package com.tripgen.ai.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs PostgreSQL's programs on the cluster of a data folder.
///
/// `pg_ctl` makes the server the leader of a session of its own, so that a Ctrl-C in the terminal
/// reaches the service alone, which drains first.
final class Postmaster {
  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
  static final String ADMINISTRATOR = "postgres";
  private static final int FIRST_WITH_BUILTIN_LOCALE = 17;
  private static final String STOP_SECONDS = "60";
  private static final String START_SECONDS = "120";

  private final DataFolder folder;
  private final PostgresBinaries binaries;
  private final PostgresAccount account;

  Postmaster(DataFolder folder, PostgresBinaries binaries, PostgresAccount account) {
    this.folder = folder;
    this.binaries = binaries;
    this.account = account;
  }

  /// Creates the cluster beside its place and moves it there when it is whole.
  void create(String password) throws IOException {
    Path cluster = folder.unfinishedCluster();
    DataFolder.deleteTree(cluster);
    Files.createDirectory(cluster);
    Path file = folder.initialPassword();
    Files.deleteIfExists(file);
    try (FileChannel channel = Credentials.createPrivate(file)) {
      channel.write(ByteBuffer.wrap(password.getBytes(StandardCharsets.US_ASCII)));
    }
    try {
      account.own(cluster);
      account.own(file);
      List<String> command =
          new ArrayList<>(
              List.of(
                  binaries.program("initdb").toString(),
                  "--pgdata=" + cluster,
                  "--username=" + ADMINISTRATOR,
                  "--pwfile=" + file,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8"));
      command.addAll(
          binaries.majorVersion() >= FIRST_WITH_BUILTIN_LOCALE
              ? List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
              : List.of("--locale=C.UTF-8"));
      Outcome outcome = run(command);
      if (outcome.code() != 0) {
        throw new DatabaseStartException(
            "PostgreSQL could not create its files in " + cluster + ": " + outcome.lastLine());
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Files.move(cluster, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  /// @throws PortTakenException when somebody else listens there
  void start(int port, Map<String, String> extraSettings) throws IOException {
    if (Files.exists(logFile())) {
      Files.move(logFile(), previousLogFile(), StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> options = new ArrayList<>();
    settings(port, extraSettings)
        .forEach((name, value) -> options.add("-c " + name + "='" + value + "'"));
    Outcome outcome =
        control(
            "start",
            "-t",
            START_SECONDS,
            "-l",
            logFile().toString(),
            "-o",
            String.join(" ", options));
    if (outcome.code() != 0) {
      String reason = Files.exists(logFile()) ? Files.readString(logFile()) : outcome.output();
      if (reason.contains("could not bind")) {
        throw new PortTakenException(port);
      }
      throw new DatabaseStartException(
          "PostgreSQL did not start on " + folder.cluster() + ": " + fatalLine(reason));
    }
  }

  /// Open transactions are rolled back and everything is written; only when that takes too long the
  /// server is cut short, and recovers what was committed with its next start.
  void stop() throws IOException {
    if (control("stop", "-m", "fast", "-t", STOP_SECONDS).code() == 0) {
      return;
    }
    Outcome outcome = controlImmediateStop();
    if (outcome.code() == 0) {
      log.warn("the embedded PostgreSQL was cut short, as it did not stop in {} s", STOP_SECONDS);
    } else if (runningProcess().isPresent()) {
      log.error("the embedded PostgreSQL does not stop: {}", outcome.lastLine());
    }
  }

  void stopImmediately() throws IOException {
    Outcome outcome = controlImmediateStop();
    if (outcome.code() != 0) {
      throw new IOException("PostgreSQL did not stop: " + outcome.lastLine());
    }
  }

  private Outcome controlImmediateStop() throws IOException {
    return control("stop", "-m", "immediate", "-t", STOP_SECONDS);
  }

  void promote() throws IOException {
    Outcome outcome = control("promote", "-t", START_SECONDS);
    if (outcome.code() != 0) {
      throw new IOException("the standby was not promoted: " + outcome.lastLine());
    }
  }

  /// Ends the server that a killed process left behind on this folder.
  void stopOrphan() throws IOException {
    Optional<Long> recorded = recordedProcess();
    if (recorded.isEmpty()) {
      return;
    }
    if (runningProcess().isPresent()) {
      log.info("stopping the embedded PostgreSQL that an earlier process left behind");
      stop();
    } else if (isSomethingElse(recorded.get())) {
      // In a restarted container the number soon belongs to another program, and PostgreSQL would
      // not start.
      Files.deleteIfExists(pidFile());
    }
  }

  private Map<String, String> settings(int port, Map<String, String> extra) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("port", Integer.toString(port));
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("fsync", "on");
    settings.put("full_page_writes", "on");
    settings.put("synchronous_commit", "on");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    // Failed statements are reported to who sent them; the file has no rotation while the server
    // runs.
    settings.put("log_min_messages", "log");
    settings.put("log_checkpoints", "off");
    settings.putAll(extra);
    return settings;
  }

  private Optional<ProcessHandle> runningProcess() throws IOException {
    return recordedProcess()
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(
            process -> program(process).filter(name -> name.startsWith("postgres")).isPresent());
  }

  private static boolean isSomethingElse(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(Postmaster::program)
        .filter(name -> !name.startsWith("postgres"))
        .isPresent();
  }

  private static Optional<String> program(ProcessHandle process) {
    return process.info().command().map(path -> Path.of(path).getFileName().toString());
  }

  private Optional<Long> recordedProcess() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    String first = Files.readString(pidFile()).lines().findFirst().orElse("").strip();
    return first.matches("\\d+") ? Optional.of(Long.valueOf(first)) : Optional.empty();
  }

  private Path pidFile() {
    return folder.cluster().resolve("postmaster.pid");
  }

  private Path logFile() {
    return folder.cluster().resolve("server.log");
  }

  private Path previousLogFile() {
    return folder.cluster().resolve("server.log.1");
  }

  private Outcome control(String action, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("pg_ctl").toString());
    command.add(action);
    command.add("--pgdata=" + folder.cluster());
    command.add("--wait");
    command.addAll(List.of(options));
    return run(command);
  }

  private Outcome run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(account.running(command));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.directory(folder.path().toFile());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.getFirst() + " ran", e);
    }
  }

  private static String fatalLine(String text) {
    return text.lines()
        .filter(line -> line.contains("FATAL:"))
        .map(line -> line.substring(line.indexOf("FATAL:") + "FATAL:".length()).strip())
        .findFirst()
        .orElseGet(() -> new Outcome(1, text).lastLine());
  }

  private record Outcome(int code, String output) {
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce((_, last) -> last).orElse("");
    }
  }

  static final class PortTakenException extends IOException {
    PortTakenException(int port) {
      super("port " + port + " is taken");
    }
  }
}
