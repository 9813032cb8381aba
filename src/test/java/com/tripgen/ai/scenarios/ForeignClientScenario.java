package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.util.JsonFormat;
import com.tripgen.ai.support.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A caller in another language that knows nothing but the server's address.
class ForeignClientScenario {
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1alpha"})
  void a_python_client_plans_a_trip_through_reflection(String reflection) throws Exception {
    assumeTrue(hasGrpc(), "skipped: " + PYTHON + " has no grpc module (Debian: python3-grpcio)");
    Path script = folder.resolve("foreign_client.py");
    try (InputStream source = getClass().getResourceAsStream("foreign_client.py")) {
      var _ = Files.copy(Objects.requireNonNull(source), script);
    }
    try (TestDatabase database = TestDatabase.create();
        Replica replica = Replica.start(database.service())) {
      String output =
          run(
              List.of(
                  PYTHON,
                  script.toString(),
                  "127.0.0.1:" + replica.port(),
                  "python-1",
                  JsonFormat.printer().print(Trips.seoul("trip-python")),
                  reflection));

      assertThat(output.lines())
          .anyMatch(line -> line.startsWith("watch job") && line.endsWith(" 3 100"))
          .anyMatch(line -> line.startsWith("day 1 2027-04-05"))
          .anyMatch(line -> line.startsWith("day 3 2027-04-07"));
    }
  }

  private static boolean hasGrpc() throws InterruptedException {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import grpc, google.protobuf")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String run(List<String> command) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(90, TimeUnit.SECONDS);
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("the client ended; it said %s", said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
