package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.stub.StreamObserver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Thousands of watches cost neither threads nor connections, and every one of them ends right.
class ManyWatchesScenario {
  private static final int JOBS = 200;
  private static final int STREAMS_PER_JOB = 15;
  private static final int STREAMS = JOBS * STREAMS_PER_JOB;

  @Test
  void thousands_of_streams_all_see_the_final_state_without_a_thread_or_connection_each()
      throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Replica watching = Replica.start(database.service(), Role.API);
        Replica changing = Replica.start(database.service(), Role.API);
        Connection administrator = TestDatabase.connect(database.administrator())) {
      for (int i = 0; i < JOBS; i++) {
        submit(changing, "job-" + i);
      }
      int threadsBefore = Thread.activeCount();
      var watches =
          JobServiceGrpc.newStub(watching.channel())
              // As many threads of the client as there are messages at once would be counted too.
              .withExecutor(Runnable::run);
      List<Stream> streams = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        Stream stream = new Stream();
        watches.watchJob(
            WatchJobRequest.newBuilder().setRequestId("job-" + i % JOBS).build(), stream);
        streams.add(stream);
      }
      for (Stream stream : streams) {
        assertThat(stream.opened.await(60, TimeUnit.SECONDS)).isTrue();
      }
      eventually(() -> assertThat(Thread.activeCount() - threadsBefore).isLessThan(50));
      // Two replicas, each with two pools of 18 in all, one connection that listens and one that
      // tells.
      assertThat(connections(administrator, database)).isLessThanOrEqualTo(2 * 20);

      for (int i = 0; i < JOBS; i++) {
        var _ =
            changing
                .jobs()
                .cancelJob(CancelJobRequest.newBuilder().setRequestId("job-" + i).build());
      }

      for (Stream stream : streams) {
        assertThat(stream.ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(stream.failure).isNull();
        assertThat(stream.revisions()).isSorted().doesNotHaveDuplicates();
        assertThat(stream.last().getJob().getStatus()).isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
      }
    }
  }

  private static void submit(Replica replica, String requestId) {
    var _ =
        replica
            .jobs()
            .submitJob(
                SubmitJobRequest.newBuilder()
                    .setRequestId(requestId)
                    .setScheduleGeneration(
                        ScheduleGenerationSpec.newBuilder()
                            .setTrip(Trips.seoul("trip-" + requestId)))
                    .setRunTime(Timestamp.newBuilder().setSeconds(4_000_000_000L))
                    .build());
  }

  private static int connections(Connection administrator, TestDatabase database)
      throws SQLException {
    try (var query =
        administrator.prepareStatement(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = ? AND usename = ?")) {
      query.setString(1, database.name());
      query.setString(2, database.service().user());
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /// One watch as its caller sees it.
  private static final class Stream implements StreamObserver<WatchJobResponse> {
    private final ConcurrentLinkedQueue<WatchJobResponse> messages = new ConcurrentLinkedQueue<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    @Override
    public void onNext(WatchJobResponse message) {
      messages.add(message);
      opened.countDown();
    }

    @Override
    public void onError(Throwable failure) {
      this.failure = failure;
      opened.countDown();
      ended.countDown();
    }

    @Override
    public void onCompleted() {
      ended.countDown();
    }

    private List<Long> revisions() {
      return messages.stream()
          .filter(WatchJobResponse::hasJob)
          .map(message -> message.getJob().getRevision())
          .toList();
    }

    private WatchJobResponse last() {
      return List.copyOf(messages).getLast();
    }
  }
}
