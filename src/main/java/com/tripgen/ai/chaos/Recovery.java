package com.tripgen.ai.chaos;

import com.tripgen.ai.jobs.JobStatus;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// Tells when everything is well again after a fault: what dead workers held is rescued, each
/// replica has its lease and serves, and a job submitted through it since completes.
final class Recovery {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CALL_SECONDS = 5;

  private final ChaosSite site;
  private final HistoryRecorder recorder;
  private int probes;

  Recovery(ChaosSite site, HistoryRecorder recorder) {
    this.site = site;
    this.recorder = recorder;
  }

  /// @throws IllegalStateException when it takes too long
  void await() throws InterruptedException, SQLException {
    Instant giveUp = Instant.now().plus(PATIENCE);
    Signal.await(
        site.postgres().owner(),
        """
        SELECT count(*) = %d AND bool_and(lease_until > clock_timestamp())
        FROM ai_schema.ai_workers
        """
            .formatted(site.replicas().size()),
        giveUp,
        "not every replica has its lease");
    for (InetSocketAddress replica : site.replicas().addresses()) {
      ManagedChannel channel = NettyChannelBuilder.forAddress(replica).usePlaintext().build();
      try {
        Signal.await(() -> serves(channel), giveUp, replica + " is not SERVING");
        probe(channel, giveUp);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static boolean serves(ManagedChannel channel) {
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withWaitForReady()
              .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private void probe(ManagedChannel channel, Instant giveUp) throws InterruptedException {
    String requestId = "probe-" + probes++;
    boolean submitted =
        new SubmitClient(channel, recorder)
            .submit(LoadJobs.schedule(requestId, site.random()).build(), () -> giveUp);
    if (!submitted
        || new WatchClient(channel, recorder, requestId, 0).follow(giveUp) != JobStatus.COMPLETED) {
      throw new IllegalStateException("after a fault job %s is not COMPLETED".formatted(requestId));
    }
  }
}
