package com.tripgen.ai.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetJobResponse;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceProto;
import com.tripgen.ai.v1.OperationsServiceProto;
import com.tripgen.ai.v1.RecommendationServiceProto;
import com.tripgen.ai.v1.ScheduleServiceProto;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.SubmitJobResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceConfigTest {
  private static Stream<MethodDescriptor> methods() {
    return Stream.of(
            JobServiceProto.getDescriptor(),
            ScheduleServiceProto.getDescriptor(),
            RecommendationServiceProto.getDescriptor(),
            OperationsServiceProto.getDescriptor())
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream());
  }

  private static Stream<String> named() {
    return list(ServiceConfig.published(), "methodConfig")
        .flatMap(config -> list((Map<?, ?>) config, "name"))
        .map(Map.class::cast)
        .map(name -> name.get("service") + "." + name.get("method"));
  }

  private static Stream<?> list(Map<?, ?> config, String key) {
    return ((List<?>) Objects.requireNonNull(config.get(key), key)).stream();
  }

  @Test
  void exactly_the_calls_that_the_contract_calls_idempotent_are_repeated() {
    assertThat(named())
        .containsExactlyInAnyOrderElementsOf(
            methods()
                .filter(
                    method ->
                        method.getOptions().getIdempotencyLevel()
                            != IdempotencyLevel.IDEMPOTENCY_UNKNOWN)
                .map(MethodDescriptor::getFullName)
                .toList());
  }

  /// Fails each call at first.
  private static final class Moody extends JobServiceGrpc.JobServiceImplBase {
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger submissions = new AtomicInteger();

    @Override
    public void getJob(GetJobRequest request, StreamObserver<GetJobResponse> observer) {
      int number = reads.incrementAndGet();
      if (number < 4) {
        Status away = number == 2 ? Status.UNKNOWN : Status.UNAVAILABLE;
        observer.onError(away.asRuntimeException());
      } else {
        observer.onNext(GetJobResponse.getDefaultInstance());
        observer.onCompleted();
      }
    }

    @Override
    public void submitJob(SubmitJobRequest request, StreamObserver<SubmitJobResponse> observer) {
      submissions.incrementAndGet();
      observer.onError(Status.UNAVAILABLE.asRuntimeException());
    }
  }

  @Test
  void a_channel_that_has_it_repeats_reads_and_never_creates_twice() throws Exception {
    Moody service = new Moody();
    HealthStatusManager health = new HealthStatusManager();
    io.grpc.Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(service)
            .addService(health.getHealthService())
            .build()
            .start();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
            .usePlaintext()
            .defaultServiceConfig(ServiceConfig.published())
            .build();
    try {
      var jobs = JobServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);

      assertThat(jobs.getJob(GetJobRequest.getDefaultInstance()))
          .isEqualTo(GetJobResponse.getDefaultInstance());
      assertThat(service.reads).hasValue(4);

      assertThat(
              codeOf(
                  () -> {
                    var _ = jobs.submitJob(SubmitJobRequest.getDefaultInstance());
                  }))
          .isEqualTo(Code.UNAVAILABLE);
      assertThat(service.submissions).hasValue(1);
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static Code codeOf(Runnable call) {
    try {
      call.run();
      return Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }
}
