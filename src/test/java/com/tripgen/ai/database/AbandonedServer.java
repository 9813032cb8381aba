package com.tripgen.ai.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A process of its own that starts an embedded PostgreSQL and is then killed.
final class AbandonedServer {
  private AbandonedServer() {}

  public static void main(String[] arguments) throws IOException {
    EmbeddedPostgres server =
        EmbeddedPostgres.start(EmbeddedPostgres.Settings.of(Path.of(arguments[0]), 0));
    System.out.println("port " + server.port());
    var _ = System.in.read();
  }

  /// Starts a server in another process and kills that process.
  ///
  /// @return the port of the server it left behind
  static int leaveBehind(Path dataFolder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    AbandonedServer.class.getName(),
                    dataFolder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = process.inputReader()) {
      String port =
          output.lines().filter(line -> line.startsWith("port ")).findFirst().orElseThrow();
      return Integer.parseInt(port.substring("port ".length()));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
