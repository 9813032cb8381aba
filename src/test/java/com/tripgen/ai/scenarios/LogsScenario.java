package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterators;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a real process logs, and how the lines of a job are found.
class LogsScenario {
  private static final String SERVING = "serving gRPC on ";
  private static final String JOB = "unlucky-trip";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"json", "text"})
  void the_lines_of_a_job_are_found_by_its_request_id(String format) throws Exception {
    Path log = folder.resolve("log");
    try (TestDatabase database = TestDatabase.create()) {
      Process server = serve(database, format, log);
      List<String> output = new ArrayList<>();
      try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          output.add(line);
          if (line.startsWith(SERVING)) {
            failJob(database, line.substring(SERVING.length()));
            // Not Process.destroy, which closes the output.
            assertThat(server.toHandle().destroy()).isTrue();
          }
        }
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        server.destroyForcibly();
      }
      assertThat(output).hasSize(2);
      assertThat(output.getFirst()).startsWith("health and metrics on http://127.0.0.1:");
    }
    try (Stream<String> lines = Files.lines(log)) {
      if (format.equals("json")) {
        assertJson(lines.map(line -> JsonMapper.shared().readTree(line)).toList());
      } else {
        assertThat(lines.filter(line -> line.contains("[" + JOB + "]")))
            .anyMatch(line -> line.contains("attempt 1 of job " + JOB + " failed"));
      }
    }
  }

  private static void assertJson(List<JsonNode> lines) {
    assertThat(lines.getFirst().path("formattedMessage").stringValue())
        .startsWith("tripgen-ai ")
        .contains(" starts as ");
    assertThat(lines.getLast().path("formattedMessage").stringValue()).isEqualTo("stopped");
    List<JsonNode> ofTheJob =
        lines.stream()
            .filter(line -> line.path("mdc").path("request_id").asString("").equals(JOB))
            .toList();
    assertThat(ofTheJob)
        .anySatisfy(
            line -> {
              assertThat(line.path("formattedMessage").stringValue())
                  .startsWith("attempt 1 of job " + JOB + " failed");
              assertThat(line.path("mdc").path("job_type").stringValue())
                  .isEqualTo("SCHEDULE_GENERATION");
              assertThat(line.path("mdc").path("caller").stringValue()).isNotEmpty();
            });
    assertThat(lines).as("no line per call").hasSizeLessThan(12);
  }

  private static Process serve(TestDatabase database, String format, Path log) throws Exception {
    ProcessBuilder serve =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "com.tripgen.ai.Main",
            "serve",
            "--port=0",
            "--http-port=0",
            "--drain-delay=0s",
            "--log-format=" + format,
            "--database-url=" + database.service().jdbcUrl(),
            "--database-user=" + database.service().user());
    serve.environment().put("TRIPGEN_DATABASE_PASSWORD", database.service().password());
    return serve.redirectError(log.toFile()).start();
  }

  /// A job whose input was erased.
  private static void failJob(TestDatabase database, String address) throws Exception {
    ManagedChannel channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("UPDATE ai_schema.ai_job_types SET paused = TRUE");
      var _ =
          ScheduleServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(30, TimeUnit.SECONDS)
              .generateSchedule(Trips.request(JOB, Trips.seoul("trip-1")).build());
      statement.execute("UPDATE ai_schema.ai_jobs SET payload = '{}', max_attempts = 1");
      statement.execute("UPDATE ai_schema.ai_job_types SET paused = FALSE");
      var last =
          Iterators.getLast(
              JobServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(60, TimeUnit.SECONDS)
                  .watchJob(WatchJobRequest.newBuilder().setRequestId(JOB).build()));
      assertThat(last.getJob().getStatus()).isEqualTo(JobStatus.JOB_STATUS_FAILED);
    } finally {
      channel.shutdownNow();
    }
  }
}
