package com.tripgen.ai.operations;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's own client programs: `pg_dump`, `pg_restore`, `psql`. Those that run are ended when
/// this is closed.
public final class PostgresPrograms implements AutoCloseable {
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
  private static final Pattern ERROR = Pattern.compile("\\b(error|ERROR|FATAL|PANIC): ");
  private static final Pattern ADDITION = Pattern.compile("\\b(detail|hint|DETAIL|HINT): ");
  private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);

  private final @Nullable Path folder;
  private final Duration limit;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /// @param folder where they are; null for the search path
  /// @param limit how long each may run
  public PostgresPrograms(@Nullable Path folder, Duration limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /// How a program ended.
  ///
  /// @param error what it complained of last, with the hints to it
  record Outcome(int code, String output, String error) {
    boolean failed() {
      return code != 0;
    }
  }

  @FunctionalInterface
  interface Feed {
    void write(OutputStream input) throws IOException;
  }

  /// @throws BackupException when the program is missing or older than the server
  void requireAtLeast(String program, int major) throws IOException {
    Matcher version =
        VERSION.matcher(run(List.of(program, "--version"), Map.of(), VERSION_LIMIT, null).output());
    if (!version.find() || Integer.parseInt(version.group(1)) < major) {
      throw new BackupException(
          "%s is %s, the server is PostgreSQL %d: name the folder of a newer one with --pg-bin"
              .formatted(
                  path(program),
                  version.reset().find()
                      ? "of PostgreSQL " + version.group(1)
                      : "of no known version",
                  major));
    }
  }

  Outcome run(List<String> command, Map<String, String> environment) throws IOException {
    return run(command, environment, limit, null);
  }

  /// The same with an input. When the feed fails the program is ended, and never sees the end of
  /// its input as a regular one.
  Outcome run(List<String> command, Map<String, String> environment, Feed feed) throws IOException {
    return run(command, environment, limit, feed);
  }

  private Outcome run(
      List<String> command, Map<String, String> environment, Duration most, @Nullable Feed feed)
      throws IOException {
    Path output = Files.createTempFile("tripgen-", ".out");
    Path error = Files.createTempFile("tripgen-", ".err");
    try {
      Process process =
          builder(command, environment)
              .redirectOutput(output.toFile())
              .redirectError(error.toFile())
              .start();
      running.add(process);
      try {
        String broken = feed(process, feed);
        int code = await(process, command.getFirst(), most);
        String complaint = Files.readString(error).strip();
        return new Outcome(
            code, Files.readString(output), complaint.isEmpty() ? broken : lastError(complaint));
      } finally {
        process.destroyForcibly();
        running.remove(process);
      }
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(error);
    }
  }

  /// Without the rows that PostgreSQL quotes as the context.
  private static String lastError(String complaint) {
    List<String> lines = complaint.lines().map(String::strip).toList();
    for (int line = lines.size() - 1; line >= 0; line--) {
      if (ERROR.matcher(lines.get(line)).find()) {
        return Stream.concat(
                Stream.of(lines.get(line)),
                lines.stream().skip(line + 1L).filter(it -> ADDITION.matcher(it).find()))
            .collect(Collectors.joining("; "));
      }
    }
    return lines.getLast();
  }

  /// A program that writes to a stream that is read while it runs.
  Process start(List<String> command, Map<String, String> environment, Path error)
      throws IOException {
    Process process = builder(command, environment).redirectError(error.toFile()).start();
    process.getOutputStream().close();
    running.add(process);
    return process;
  }

  void end(Process process) {
    process.destroyForcibly();
    running.remove(process);
  }

  int await(Process process, String program, Duration most) {
    try {
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BackupException(
            program
                + " did not end within "
                + most
                + " and was stopped; give it more with"
                + " --time-limit");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackupException("interrupted while " + program + " ran", e);
    }
  }

  Duration limit() {
    return limit;
  }

  /// @return why the program did not take its input; empty when it did
  private static String feed(Process process, @Nullable Feed feed) throws IOException {
    if (feed == null) {
      process.getOutputStream().close();
      return "";
    }
    try {
      feed.write(process.getOutputStream());
      process.getOutputStream().close();
      return "";
    } catch (IOException e) {
      // The program ended early and has told why.
      return String.valueOf(e.getMessage());
    } catch (BackupException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private ProcessBuilder builder(List<String> command, Map<String, String> environment)
      throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.set(0, path(command.getFirst()));
    if (folder != null && !Files.isExecutable(Path.of(whole.getFirst()))) {
      throw new BackupException(
          whole.getFirst() + " is missing: name another folder with --pg-bin");
    }
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private String path(String program) {
    return folder == null ? program : folder.resolve(program).toString();
  }

  @Override
  public void close() {
    running.forEach(Process::destroyForcibly);
  }
}
