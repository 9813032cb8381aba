package com.tripgen.ai.chaos;

import static com.tripgen.ai.chaos.LoadJobs.misbehaving;
import static com.tripgen.ai.chaos.ProcessCluster.lingering;
import static com.tripgen.ai.chaos.ProcessCluster.ordinary;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.tripgen.ai.chaos.MisbehavingHandler.Misbehaviour;
import com.tripgen.ai.jobs.JobStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a job can do to the process that runs it.
class MisbehavingJobsScenario {
  @TempDir private static Path logs;

  private static ProcessCluster cluster;
  private final HistoryRecorder recorder = new HistoryRecorder();

  @BeforeAll
  static void start() throws Exception {
    cluster = ProcessCluster.start(logs);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static String reason(String requestId) throws Exception {
    return cluster
        .texts(
            "SELECT error #>> '{details,0,reason}' FROM ai_schema.ai_jobs WHERE request_id = '"
                + requestId
                + "'")
        .getFirst();
  }

  @Test
  void a_handler_that_hangs_is_fenced_off_and_reported_and_the_others_go_on() throws Exception {
    var _ =
        cluster
            .jobs()
            .submitJob(
                misbehaving(ordinary("hangs"), Misbehaviour.HANG)
                    .setAttemptTimeout(Durations.fromSeconds(1))
                    .setMaxAttempts(1)
                    .build());

    assertThat(cluster.follow(recorder, "hangs")).isEqualTo(JobStatus.FAILED);
    assertThat(reason("hangs")).isEqualTo("ATTEMPT_TIMEOUT");
    eventually(
        () ->
            assertThat(cluster.log(0) + cluster.log(1))
                .contains("the handler of job hangs ignores its interrupt: 1 of 2 threads"));

    for (int index = 0; index < 4; index++) {
      var _ = cluster.jobs().submitJob(ordinary("beside-" + index).build());
      assertThat(cluster.follow(recorder, "beside-" + index)).isEqualTo(JobStatus.COMPLETED);
    }
    assertThat(HistoryValidator.validate(recorder.history(), cluster.storedJobs())).isEmpty();
  }

  @Test
  void a_job_that_always_kills_its_process_fails_and_takes_no_other_down_for_good()
      throws Exception {
    List<String> innocent = new ArrayList<>();
    try (var _ = Supervision.of(cluster.replicas())) {
      for (int index = 0; index < 3; index++) {
        innocent.add("innocent-" + index);
        var _ =
            cluster.jobs().submitJob(lingering(innocent.getLast(), 500).setMaxAttempts(2).build());
      }
      var _ =
          cluster
              .jobs()
              .submitJob(
                  misbehaving(ordinary("killer"), Misbehaviour.KILL).setMaxAttempts(2).build());

      assertThat(cluster.follow(recorder, "killer")).isEqualTo(JobStatus.FAILED);
      assertThat(reason("killer")).isEqualTo("LEASE_LOST");
      for (String requestId : innocent) {
        assertThat(cluster.follow(recorder, requestId)).isEqualTo(JobStatus.COMPLETED);
      }
    }
    assertThat(cluster.texts("SELECT attempt FROM ai_schema.ai_jobs WHERE request_id = 'killer'"))
        .containsExactly("2");
    assertThat(HistoryValidator.validate(recorder.history(), cluster.storedJobs())).isEmpty();
  }

  /// Restarts what has ended, as the supervisor of a real installation does.
  private record Supervision(List<Thread> threads) implements AutoCloseable {
    static Supervision of(ReplicaGroup replicas) {
      List<Thread> threads = new ArrayList<>();
      for (int index = 0; index < replicas.size(); index++) {
        int replica = index;
        threads.add(Thread.ofVirtual().start(() -> restartForEver(replicas, replica)));
      }
      return new Supervision(threads);
    }

    private static void restartForEver(ReplicaGroup replicas, int replica) {
      try {
        while (true) {
          var _ = replicas.get(replica).awaitEnd();
          replicas.revive(replica);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      threads.forEach(Thread::interrupt);
    }
  }
}
