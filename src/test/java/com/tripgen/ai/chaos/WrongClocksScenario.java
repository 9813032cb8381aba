package com.tripgen.ai.chaos;

import static com.tripgen.ai.chaos.ProcessCluster.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tripgen.ai.jobs.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two replicas whose clocks are twenty minutes apart, as libfaketime makes them believe.
class WrongClocksScenario {
  private static final Path LIBRARIES = Path.of("/usr/lib");

  /// How many minutes the clocks that stamped the schedules are off.
  private static final String CLOCKS =
      """
      SELECT DISTINCT round(EXTRACT(EPOCH FROM
               (schedule_data #>> '{metadata,generated_at}')::TIMESTAMPTZ - generated_at) / 60) AS minutes
      FROM ai_schema.ai_schedules
      ORDER BY minutes
      """;

  @TempDir private static Path logs;

  private static Optional<Path> libfaketime() throws IOException {
    if (!Files.isDirectory(LIBRARIES)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(LIBRARIES)) {
      return folders
          .map(folder -> folder.resolve("faketime/libfaketime.so.1"))
          .filter(Files::exists)
          .findFirst();
    }
  }

  /// Monotonic time stays as it is: no wrong clock changes that.
  private static Map<String, String> environment(Path libfaketime, String offset) {
    return Map.of(
        "LD_PRELOAD",
        libfaketime.toString(),
        "FAKETIME",
        offset,
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // Its own repair of waiting for monotonic time makes the JVM hang.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  @Test
  void clocks_of_replicas_that_are_ten_minutes_off_decide_nothing() throws Exception {
    Optional<Path> libfaketime = libfaketime();
    assumeThat(libfaketime)
        .as("libfaketime, of the Debian package faketime, is not installed")
        .isPresent();
    HistoryRecorder recorder = new HistoryRecorder();
    try (ProcessCluster cluster =
        ProcessCluster.start(
            logs,
            List.of(
                environment(libfaketime.orElseThrow(), "+10m"),
                environment(libfaketime.orElseThrow(), "-10m")))) {
      List<String> jobs = cluster.occupyBothReplicas("skewed", 2 * (int) LEASE.toMillis());
      for (String job : jobs) {
        assertThat(cluster.follow(recorder, job)).isEqualTo(JobStatus.COMPLETED);
      }
      assertThat(cluster.rescues()).as("jobs taken from live workers").isEmpty();
      assertThat(cluster.texts(CLOCKS)).as("both clocks are wrong").containsExactly("-10", "10");

      jobs = cluster.occupyBothReplicas("skewed-killed", 1000);
      Instant killed = Instant.now();
      cluster.replicas().get(0).kill();
      for (String job : jobs) {
        assertThat(cluster.follow(recorder, job)).isEqualTo(JobStatus.COMPLETED);
      }

      assertThat(cluster.rescues())
          .hasSize(ProcessCluster.CONCURRENCY)
          .allSatisfy(
              rescue ->
                  assertThat(Duration.between(killed, rescue)).isLessThan(LEASE.plusSeconds(5)));
      assertThat(HistoryValidator.validate(recorder.history(), cluster.storedJobs())).isEmpty();
    }
  }
}
