package com.tripgen.ai.chaos;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.SubmitJobRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Two server processes on a database of their own, their clients, and a look past all of them.
final class ProcessCluster implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(3);
  static final int CONCURRENCY = 2;

  private static final List<String> QUICK =
      List.of(
          "--lease=" + LEASE.toSeconds() + "s",
          "--sweep-interval=250ms",
          "--drain-delay=1s",
          "--shutdown-grace=5s",
          "--first-retry=100ms",
          "--longest-retry=500ms",
          "--watch-reread=500ms",
          "--concurrency=" + CONCURRENCY);

  private final TestDatabase database = TestDatabase.create();
  private final Connection connection;
  private final ReplicaGroup replicas;
  private final ReplicaChannel clients;

  private ProcessCluster(Path logs, List<Map<String, String>> environments) throws Exception {
    this.connection = database.connect();
    this.replicas = ReplicaGroup.start(database.service(), QUICK, environments, logs);
    this.clients = ReplicaChannel.to(replicas.addresses());
  }

  static ProcessCluster start(Path logs) throws Exception {
    return start(logs, List.of(Map.of(), Map.of()));
  }

  static ProcessCluster start(Path logs, List<Map<String, String>> environments) throws Exception {
    return new ProcessCluster(logs, environments);
  }

  ReplicaGroup replicas() {
    return replicas;
  }

  ManagedChannel channel() {
    return clients.channel();
  }

  /// A client of all replicas.
  JobServiceBlockingStub jobs() {
    return JobServiceGrpc.newBlockingStub(channel())
        .withWaitForReady()
        .withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  /// Waits until calls of clients reach every replica, one that was started anew included.
  void awaitAnswersOfAll() throws Exception {
    AnsweringReplica answering = new AnsweringReplica();
    JobServiceBlockingStub jobs = jobs().withInterceptors(answering);
    Set<String> missing = new HashSet<>();
    replicas.addresses().forEach(address -> missing.add(address.toString()));
    eventually(
        () -> {
          var _ = jobs.listJobs(ListJobsRequest.getDefaultInstance());
          missing.remove(answering.takeAddress());
          assertThat(missing).isEmpty();
        });
  }

  /// A channel to one replica alone; the caller closes it.
  ManagedChannel channelTo(int replica) {
    return NettyChannelBuilder.forAddress(replicas.addresses().get(replica)).usePlaintext().build();
  }

  /// A job that takes `millis` before it does its work.
  static SubmitJobRequest.Builder lingering(String requestId, int millis) {
    return LoadJobs.lingering(LoadJobs.schedule(requestId, new Random(1)), millis);
  }

  static SubmitJobRequest.Builder ordinary(String requestId) {
    return LoadJobs.schedule(requestId, new Random(1));
  }

  /// Submits as many lingering jobs as both replicas can run, and waits until they run.
  List<String> occupyBothReplicas(String prefix, int millis) throws Exception {
    List<String> requestIds = new ArrayList<>();
    for (int index = 0; index < 2 * CONCURRENCY; index++) {
      requestIds.add(prefix + "-" + index);
      var _ = jobs().submitJob(lingering(requestIds.getLast(), millis).build());
    }
    eventually(
        () ->
            assertThat(
                    texts(
                        "SELECT worker_id FROM ai_schema.ai_jobs"
                            + " WHERE status = 'PROCESSING' AND request_id LIKE '"
                            + prefix
                            + "-%'"))
                .hasSize(2 * CONCURRENCY)
                .satisfies(workers -> assertThat(Set.copyOf(workers)).hasSize(2)));
    return requestIds;
  }

  /// Follows a job to its end on whichever replica answers.
  JobStatus follow(HistoryRecorder recorder, String requestId) throws InterruptedException {
    return new WatchClient(channel(), recorder, requestId, 0).follow(Instant.now().plusSeconds(60));
  }

  Collection<StoredJob> storedJobs() throws SQLException {
    return StoredJobs.read(database.owner());
  }

  /// When jobs were taken from a worker whose lease had lapsed.
  List<Instant> rescues() throws SQLException {
    return texts(
            "SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                + " FROM ai_schema.ai_job_events WHERE error::TEXT LIKE '%LEASE_LOST%'")
        .stream()
        .map(Instant::parse)
        .toList();
  }

  /// The first column of a query.
  List<String> texts(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String log(int replica) throws Exception {
    return Files.readString(replicas.get(replica).log());
  }

  @Override
  public void close() throws SQLException {
    clients.close();
    replicas.close();
    connection.close();
    database.close();
  }
}
