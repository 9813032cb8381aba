package com.tripgen.ai.server;

import static com.tripgen.ai.support.Eventually.await;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadinessTest {
  /// With the time that a busy machine may need to tell.
  private static final Duration NOTICED = Readiness.PATIENCE.plusMillis(1500);

  private final HealthStatusManager health = new HealthStatusManager();
  private final List<ServingStatus> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private volatile Runnable database = answers::incrementAndGet;
  private volatile long lastAnswerNanos;
  private Server server;
  private ManagedChannel channel;
  private Readiness readiness;

  @BeforeEach
  void open() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(health.getHealthService())
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    readiness = new Readiness(() -> database.run(), List::of, health, List.of(""), () -> {});
    HealthGrpc.newStub(channel).watch(HealthCheckRequest.getDefaultInstance(), new Told());
    readiness.start();
    eventually(() -> assertThat(told).endsWith(ServingStatus.SERVING));
    told.clear();
  }

  @AfterEach
  void close() {
    release.countDown();
    readiness.close();
    channel.shutdownNow();
    server.shutdownNow();
  }

  private final class Told implements StreamObserver<HealthCheckResponse> {
    @Override
    public void onNext(HealthCheckResponse response) {
      told.add(response.getStatus());
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }

  private void fail() {
    failures.incrementAndGet();
    throw new IllegalStateException("the connection broke");
  }

  @Test
  void broken_connections_are_not_a_database_that_is_away() throws Exception {
    database =
        () -> {
          if (failures.get() < 2) {
            fail();
          }
          answers.incrementAndGet();
        };
    int before = answers.get();

    // The second answer after the failures: the first one is told by then.
    eventually(() -> assertThat(answers).hasValueGreaterThan(before + 1));

    assertThat(failures).hasValue(2);
    assertThat(told).isEmpty();
  }

  @Test
  void a_database_that_is_away_does_not_look_alive_for_long() throws Exception {
    assertNotServingSoon(this::fail);

    database = answers::incrementAndGet;
    eventually(() -> assertThat(told).endsWith(ServingStatus.SERVING));
  }

  @Test
  void nor_does_one_that_does_not_answer_at_all() throws Exception {
    assertNotServingSoon(this::hang);

    release.countDown();
    eventually(() -> assertThat(told).endsWith(ServingStatus.SERVING));
  }

  private void hang() {
    try {
      await(release);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertNotServingSoon(Runnable away) throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    database =
        () -> {
          if (answered.getCount() == 0) {
            away.run();
          } else {
            lastAnswerNanos = System.nanoTime();
            answered.countDown();
          }
        };
    await(answered);

    eventually(() -> assertThat(told).endsWith(ServingStatus.NOT_SERVING));

    assertThat(Duration.ofNanos(System.nanoTime() - lastAnswerNanos))
        .isBetween(Readiness.PATIENCE, NOTICED);
  }
}
