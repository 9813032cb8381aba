package com.tripgen.ai.chaos;

import static com.tripgen.ai.chaos.ProcessCluster.LEASE;
import static com.tripgen.ai.chaos.ProcessCluster.ordinary;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import com.tripgen.ai.chaos.ClientHistory.End;
import com.tripgen.ai.chaos.ClientHistory.Stream;
import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.JobServiceGrpc;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to server processes: they are killed, stand still, and are restarted one by one.
class ReplicaFaultsScenario {
  private static final Duration RESCUE_BOUND = LEASE.plusSeconds(5);

  @TempDir private static Path logs;

  private static ProcessCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = ProcessCluster.start(logs);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void jobs_of_a_killed_replica_are_rescued_within_its_lease_and_five_seconds() throws Exception {
    HistoryRecorder recorder = new HistoryRecorder();
    List<String> jobs = cluster.occupyBothReplicas("killed", 2000);

    Instant killed = Instant.now();
    cluster.replicas().get(0).kill();

    for (String job : jobs) {
      assertThat(cluster.follow(recorder, job)).isEqualTo(JobStatus.COMPLETED);
    }
    List<Instant> rescues = cluster.rescues().stream().filter(killed::isBefore).toList();
    assertThat(rescues).hasSize(ProcessCluster.CONCURRENCY);
    assertThat(rescues)
        .allSatisfy(
            rescue -> assertThat(Duration.between(killed, rescue)).isLessThan(RESCUE_BOUND));
    assertThat(HistoryValidator.validate(recorder.history(), cluster.storedJobs())).isEmpty();
    cluster.replicas().reviveAll();
  }

  @Test
  void a_replica_that_stood_still_past_its_lease_writes_nothing() throws Exception {
    HistoryRecorder recorder = new HistoryRecorder();
    List<String> jobs = cluster.occupyBothReplicas("paused", 1500);

    Instant paused = Instant.now();
    cluster.replicas().get(0).pause();
    for (String job : jobs) {
      assertThat(cluster.follow(recorder, job)).isEqualTo(JobStatus.COMPLETED);
    }
    assertThat(cluster.rescues().stream().filter(paused::isBefore))
        .hasSize(ProcessCluster.CONCURRENCY);
    List<String> before = cluster.texts(everythingAbout("paused"));
    int losses = count(cluster.log(0), "lost its lease");

    cluster.replicas().get(0).resume();
    eventually(() -> assertThat(count(cluster.log(0), "lost its lease")).isGreaterThan(losses));
    // It works again, under a new lease, so that whatever it still had to write is written.
    for (String job : cluster.occupyBothReplicas("resumed", 1000)) {
      assertThat(cluster.follow(recorder, job)).isEqualTo(JobStatus.COMPLETED);
    }

    assertThat(cluster.texts(everythingAbout("paused"))).isEqualTo(before);
    assertThat(HistoryValidator.validate(recorder.history(), cluster.storedJobs())).isEmpty();
  }

  private static String everythingAbout(String prefix) {
    return """
    SELECT job::TEXT || coalesce(event::TEXT, '') || coalesce(schedule::TEXT, '')
    FROM ai_schema.ai_jobs AS job
    LEFT JOIN ai_schema.ai_job_events AS event ON event.job_id = job.id
    LEFT JOIN ai_schema.ai_schedules AS schedule ON schedule.request_id = job.request_id
    WHERE job.request_id LIKE '%s-%%'
    ORDER BY job.id, event.revision
    """
        .formatted(prefix);
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @Test
  void a_rolling_restart_under_load_fails_no_safe_call_and_loses_no_watch_event() throws Exception {
    HistoryRecorder recorder = new HistoryRecorder();
    Instant begun = Instant.now();
    LoadClients clients = LoadClients.start(4, cluster.channel(), recorder, 1);

    cluster.replicas().restartRolling();
    clients.stop();

    ClientHistory history = recorder.history();
    assertThat(recorder.failedSafeCalls()).isEmpty();
    assertThat(HistoryValidator.validate(history, cluster.storedJobs())).isEmpty();
    assertThat(history.watches())
        .flatExtracting(ClientHistory.Watch::streams)
        .extracting(Stream::end)
        .contains(End.OK);
    assertThat(cluster.rescues().stream().filter(begun::isBefore)).isEmpty();
  }

  @Test
  void a_watch_goes_on_over_a_rolling_restart_on_another_replica_without_a_gap() throws Exception {
    HistoryRecorder recorder = new HistoryRecorder();
    List<String> jobs = List.of("far-off-0", "far-off-1", "far-off-2", "far-off-3");
    cluster.awaitAnswersOfAll();
    try (ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JobStatus>> ends = new ArrayList<>();
      for (String job : jobs) {
        var _ = cluster.jobs().submitJob(ordinary(job).setRunTime(Timestamps.MAX_VALUE).build());
        WatchClient watch = new WatchClient(cluster.channel(), recorder, job, 0);
        ends.add(watchers.submit(() -> watch.follow(Instant.now().plusSeconds(120))));
        eventually(() -> assertThat(watch.lastRevision()).isEqualTo(1));
      }

      for (int index = 0; index < cluster.replicas().size(); index++) {
        assertThat(cluster.replicas().get(index).drain()).isZero();
        cluster.replicas().revive(index);
        // A client that has not noticed yet would have nowhere to go on when the next one drains.
        cluster.awaitAnswersOfAll();
      }
      for (String job : jobs) {
        var _ = cluster.jobs().cancelJob(CancelJobRequest.newBuilder().setRequestId(job).build());
      }

      for (Future<JobStatus> end : ends) {
        assertThat(end.get()).isEqualTo(JobStatus.CANCELLED);
      }
    }
    ClientHistory history = recorder.history();
    assertThat(HistoryValidator.validate(history, cluster.storedJobs())).isEmpty();
    assertThat(history.watches())
        .hasSameSizeAs(jobs)
        .allSatisfy(
            watch ->
                assertThat(watch.streams())
                    .extracting(Stream::end)
                    .contains(End.HANDED_OVER)
                    .endsWith(End.OK))
        .anySatisfy(watch -> assertThat(watch.streams()).anySatisfy(handedToAnother(watch)));
  }

  /// A stream of the watch after which it went on, from the same revision, on another replica.
  private static Consumer<Stream> handedToAnother(ClientHistory.Watch watch) {
    return stream -> {
      assertThat(stream.end()).isEqualTo(End.HANDED_OVER);
      Stream next =
          watch.streams().stream()
              .skip(watch.streams().indexOf(stream) + 1)
              .filter(it -> !it.replica().isEmpty())
              .findFirst()
              .orElseThrow();
      assertThat(next.replica()).isNotEqualTo(stream.replica());
      assertThat(next.afterRevision()).isEqualTo(stream.messages().getLast().revision());
    };
  }

  @Test
  void a_cancel_reaches_handlers_on_every_replica_within_a_second() throws Exception {
    HistoryRecorder recorder = new HistoryRecorder();
    List<String> jobs = cluster.occupyBothReplicas("cancelled", 30_000);
    ManagedChannel first = cluster.channelTo(0);
    try {
      for (String job : jobs) {
        var answer =
            JobServiceGrpc.newBlockingStub(first)
                .cancelJob(CancelJobRequest.newBuilder().setRequestId(job).build())
                .getJob();
        Instant acknowledged = Instant.now();
        assertThat(LoadClients.status(answer)).isEqualTo(JobStatus.PROCESSING);

        assertThat(cluster.follow(recorder, job)).isEqualTo(JobStatus.CANCELLED);
        assertThat(Duration.between(acknowledged, Instant.now())).isLessThan(Duration.ofSeconds(1));
      }
    } finally {
      first.shutdownNow();
    }
    // The handlers stopped too: there is room for as many again.
    for (String job : cluster.occupyBothReplicas("after-cancel", 100)) {
      assertThat(cluster.follow(recorder, job)).isEqualTo(JobStatus.COMPLETED);
    }
  }

  @Test
  void a_job_of_a_type_that_this_build_does_not_know_is_left_alone() throws Exception {
    cluster.execute("ALTER TABLE ai_schema.ai_jobs DROP CONSTRAINT chk_ai_jobs_type");
    cluster.execute(
        """
        WITH job AS (
          INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload)
          VALUES ('from-tomorrow', 'TRIP_BUDGETING', 'QUEUED', '{"of": "a newer build"}')
          RETURNING id, revision, status
        )
        INSERT INTO ai_schema.ai_job_events (job_id, revision, status, attempt, progress)
        SELECT id, revision, status, 0, 0 FROM job
        """);
    HistoryRecorder recorder = new HistoryRecorder();

    var _ = cluster.jobs().submitJob(ordinary("known").build());
    assertThat(cluster.follow(recorder, "known")).isEqualTo(JobStatus.COMPLETED);

    var stranger =
        cluster
            .jobs()
            .getJob(GetJobRequest.newBuilder().setRequestId("from-tomorrow").build())
            .getJob();
    assertThat(LoadClients.status(stranger)).isEqualTo(JobStatus.QUEUED);
    assertThat(stranger.getRevision()).isEqualTo(1);
    var _ =
        cluster
            .jobs()
            .cancelJob(CancelJobRequest.newBuilder().setRequestId("from-tomorrow").build());
    assertThat(cluster.follow(recorder, "from-tomorrow")).isEqualTo(JobStatus.CANCELLED);
  }
}
