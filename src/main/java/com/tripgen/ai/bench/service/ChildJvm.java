package com.tripgen.ai.bench.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A Java process of this build that says line by line how far it is.
final class ChildJvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 180;

  private final Process process;
  private final Path log;
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private ChildJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// @param jvmOptions beside the JVM's own defaults
  /// @param classPath besides that of this process
  /// @param log where it writes its errors
  record Launch(
      List<String> jvmOptions,
      String mainClass,
      List<String> arguments,
      List<Path> classPath,
      Map<String, String> environment,
      Path log) {
    Launch {
      jvmOptions = List.copyOf(jvmOptions);
      arguments = List.copyOf(arguments);
      classPath = List.copyOf(classPath);
      environment = Map.copyOf(environment);
    }

    private List<String> command() {
      List<String> paths = new ArrayList<>(List.of(System.getProperty("java.class.path")));
      classPath.forEach(path -> paths.add(path.toString()));
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Dtripgen.log.level=WARN"));
      command.addAll(jvmOptions);
      command.addAll(
          List.of("-cp", String.join(System.getProperty("path.separator"), paths), mainClass));
      command.addAll(arguments);
      return command;
    }
  }

  static ChildJvm start(Launch launch) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .redirectError(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
    builder.environment().putAll(launch.environment());
    ChildJvm child = new ChildJvm(builder.start(), launch.log());
    Thread.ofPlatform().daemon().name("child-output").start(child::readOutput);
    return child;
  }

  private void readOutput() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().map(Optional::of).forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // It was ended.
    } finally {
      lines.add(Optional.empty());
    }
  }

  /// Returns the rest of the next line that begins so.
  String await(String beginning) throws InterruptedException {
    while (true) {
      Optional<String> line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.isEmpty()) {
        throw new IllegalStateException("a process does not say " + beginning + ", see " + log);
      }
      if (line.get().startsWith(beginning)) {
        return line.get().substring(beginning.length());
      }
    }
  }

  void tell(String line) throws IOException {
    Writer input = process.outputWriter();
    input.write(line + "\n");
    input.flush();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    var _ = process.destroyForcibly().onExit().join();
  }
}
