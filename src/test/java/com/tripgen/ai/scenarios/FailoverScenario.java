package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.PATIENCE;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.util.Timestamps;
import com.tripgen.ai.chaos.PostgresCluster;
import com.tripgen.ai.chaos.PostgresCluster.Replication;
import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.operations.Installation;
import com.tripgen.ai.operations.InstallationCheck;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.RetryJobRequest;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Status.Code;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The primary is gone for good and a standby takes its place, under one URL with both hosts.
@Timeout(180)
class FailoverScenario {
  private static final int CALLERS = 4;

  @TempDir private Path folder;

  private PostgresCluster cluster(Replication replication) throws Exception {
    PostgresCluster cluster = PostgresCluster.start(folder, replication, TestDatabase.programs());
    var _ = new Migrations(cluster.owner()).migrate();
    return cluster;
  }

  @Test
  void with_a_synchronous_standby_nothing_acknowledged_is_lost() throws Exception {
    try (PostgresCluster cluster = cluster(Replication.SYNCHRONOUS);
        Replica first = Replica.start(cluster.service());
        Replica second = Replica.start(cluster.service());
        Callers callers = Callers.start(CALLERS, first, second)) {
      callers.awaitEnds(CALLERS);

      cluster.failOver();

      callers.awaitEnds(2 * CALLERS);
      callers.finish();
      callers.assertNothingLost(cluster.owner());
      // None at all when each call waited for a connection that the standby could still give.
      assertThat(callers.refusals()).isSubsetOf("DATABASE_UNAVAILABLE");
    }
  }

  @Test
  void doctor_tells_whether_commits_wait_for_a_standby_that_is_there() throws Exception {
    try (PostgresCluster cluster = cluster(Replication.ASYNCHRONOUS)) {
      assertThat(replication(cluster).status()).isEqualTo(InstallationCheck.Status.WARNING);
      mend(cluster);
      eventually(
          () -> assertThat(replication(cluster).status()).isEqualTo(InstallationCheck.Status.OK));

      cluster.standby().crash();
      eventually(
          () ->
              assertThat(replication(cluster).status()).isEqualTo(InstallationCheck.Status.FAILED));
      mend(cluster);
      eventually(
          () ->
              assertThat(replication(cluster).status())
                  .isEqualTo(InstallationCheck.Status.WARNING));
    }
  }

  private static InstallationCheck replication(PostgresCluster cluster) {
    DatabaseAccess access = cluster.primary().service();
    try (Database database = new Database(access, PoolSettings.ONE_BY_ONE)) {
      return new Installation(database, access)
          .check().stream()
              .filter(item -> item.name().equals("replication"))
              .findFirst()
              .orElseThrow();
    }
  }

  /// Runs what the item says, each statement for itself, as psql does.
  private static void mend(PostgresCluster cluster) throws Exception {
    String remedy = replication(cluster).remedy();
    try (Connection connection = TestDatabase.connect(cluster.primary().administrator());
        Statement statement = connection.createStatement()) {
      for (String sql : remedy.lines().skip(1).toList()) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void with_an_asynchronous_one_whoever_was_told_what_is_lost_learns_it() throws Exception {
    try (PostgresCluster cluster = cluster(Replication.ASYNCHRONOUS);
        Replica replica = Replica.start(cluster.service(), Role.API)) {
      submit(replica, "kept");
      submit(replica, "changed");
      eventually(() -> assertThat(stored(cluster)).containsOnly("kept", "changed"));
      cluster.stopReplication();
      submit(replica, "lost");
      changeTwice(replica, "changed");
      var lostWatch = watch(replica, "lost", 0);
      var changedWatch = watch(replica, "changed", 0);

      cluster.failOver();
      eventually(
          () ->
              assertThatCode(() -> replica.jobs().listJobs(ListJobsRequest.getDefaultInstance()))
                  .doesNotThrowAnyException());

      assertThat(refusalOf(lostWatch).reason()).isEqualTo("JOB_NOT_FOUND");
      assertThat(
              Refusal.of(
                      () ->
                          replica
                              .jobs()
                              .getJob(GetJobRequest.newBuilder().setRequestId("lost").build()))
                  .code())
          .isEqualTo(Code.NOT_FOUND);
      assertThat(submit(replica, "lost")).as("created again").isTrue();

      assertThat(refusalOf(changedWatch).reason()).isEqualTo("REVISION_FROM_THE_FUTURE");
      assertThat(refusalOf(watch(replica, "changed", 3)).code()).isEqualTo(Code.OUT_OF_RANGE);
      assertThat(submit(replica, "changed")).as("created again").isFalse();
    }
  }

  private static boolean submit(Replica replica, String requestId) {
    return replica
        .jobs()
        .submitJob(Callers.job(requestId).setRunTime(Timestamps.MAX_VALUE).build())
        .getCreated();
  }

  /// To revision 3, back in the queue.
  private static void changeTwice(Replica replica, String requestId) {
    var _ = replica.jobs().cancelJob(CancelJobRequest.newBuilder().setRequestId(requestId).build());
    Job job =
        replica
            .jobs()
            .retryJob(RetryJobRequest.newBuilder().setRequestId(requestId).build())
            .getJob();
    assertThat(job.getRevision()).isEqualTo(3);
  }

  /// A watch that was told the job's state, unless it is refused before; done with its end.
  private static CompletableFuture<Void> watch(
      Replica replica, String requestId, long afterRevision) {
    Iterator<WatchJobResponse> updates =
        replica
            .jobs()
            .watchJob(
                WatchJobRequest.newBuilder()
                    .setRequestId(requestId)
                    .setAfterRevision(afterRevision)
                    .build());
    if (afterRevision == 0) {
      assertThat(updates.next().getJob().getRequestId()).isEqualTo(requestId);
    }
    return CompletableFuture.runAsync(() -> updates.forEachRemaining(it -> {}));
  }

  private static Refusal refusalOf(CompletableFuture<Void> watch) {
    return Refusal.of(
        () -> {
          try {
            watch.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          } catch (ExecutionException e) {
            throw e.getCause();
          }
        });
  }

  private static Set<String> stored(PostgresCluster cluster) throws Exception {
    try (Connection connection = TestDatabase.connect(cluster.standby().owner())) {
      return Callers.statuses(connection).keySet();
    }
  }
}
