package com.tripgen.ai.chaos;

import com.tripgen.ai.database.DatabaseAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server process of the product, and the signals to it.
final class ServeProcess implements AutoCloseable {
  private static final String SERVING = "serving gRPC on 127.0.0.1:";
  private static final long PATIENCE_SECONDS = 180;

  private final Process process;
  private final Launch launch;
  private final CompletableFuture<Integer> servingPort = new CompletableFuture<>();

  /// How to start one.
  ///
  /// @param arguments of `serve`, besides the database and the port
  /// @param environment besides that of this process
  /// @param log where it writes what it logs
  record Launch(
      DatabaseAccess database,
      int port,
      List<String> arguments,
      Map<String, String> environment,
      Path log) {
    Launch {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    private List<String> command() {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // Many start on one machine, and live for a minute.
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx384m",
                  "--sun-misc-unsafe-memory-access=allow",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "com.tripgen.ai.MisbehavingMain",
                  "serve",
                  "--port",
                  Integer.toString(port),
                  "--http-port",
                  "off",
                  "--database-url",
                  database.jdbcUrl(),
                  "--database-user",
                  database.user()));
      if (database.directUrl() != null) {
        command.addAll(List.of("--direct-database-url", database.directUrl()));
      }
      command.addAll(arguments);
      return command;
    }
  }

  private ServeProcess(Process process, Launch launch) {
    this.process = process;
    this.launch = launch;
  }

  /// Returns at once; the process serves later.
  static ServeProcess start(Launch launch) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .redirectError(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
    builder.environment().putAll(launch.environment());
    builder.environment().put("TRIPGEN_DATABASE_PASSWORD", launch.database().password());
    ServeProcess serve = new ServeProcess(builder.start(), launch);
    Thread.ofVirtual().name("serve-output").start(serve::readOutput);
    return serve;
  }

  private void readOutput() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(SERVING)) {
          servingPort.complete(Integer.parseInt(line.substring(SERVING.length())));
        }
      }
      servingPort.completeExceptionally(new IOException("it ended before it served"));
    } catch (IOException e) {
      servingPort.completeExceptionally(e);
    }
  }

  /// Returns the port it serves on
  int awaitServing() throws InterruptedException {
    try {
      return servingPort.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a replica does not serve:\n" + said(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "a replica does not serve:\n" + said() + "its threads:\n" + threads(), e);
    }
  }

  /// The log itself may be gone by the time that somebody reads of it.
  private String said() {
    try {
      return Files.readString(launch.log());
    } catch (IOException e) {
      return launch.log() + " can't be read: " + e + "\n";
    }
  }

  private String threads() throws InterruptedException {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(process.pid()),
                  "Thread.print")
              .redirectErrorStream(true)
              .start();
      try (BufferedReader output = jcmd.inputReader()) {
        return output.readAllAsString();
      }
    } catch (IOException e) {
      return "none, " + e;
    }
  }

  Path log() {
    return launch.log();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL: it is gone without a word.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    var _ = process.waitFor();
  }

  /// SIGSTOP: it stands still and keeps its connections.
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /// SIGCONT: it goes on as if nothing had been.
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /// SIGTERM: it drains.
  ///
  /// @return its exit code
  int drain() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a replica does not end, see " + launch.log());
    }
    return process.exitValue();
  }

  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  private void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("the signal " + name + " was not delivered");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
