package com.tripgen.ai.server;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.tripgen.ai.telemetry.Metrics;
import com.tripgen.ai.telemetry.Tracing;
import com.tripgen.ai.v1.JobServiceProto;
import com.tripgen.ai.v1.OperationsServiceProto;
import com.tripgen.ai.v1.RecommendationServiceProto;
import com.tripgen.ai.v1.ScheduleServiceProto;
import io.grpc.BindableService;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What every call passes through on its way to a service.
final class CallPath implements AutoCloseable {
  static final List<FileDescriptor> CONTRACT =
      List.of(
          JobServiceProto.getDescriptor(),
          ScheduleServiceProto.getDescriptor(),
          RecommendationServiceProto.getDescriptor(),
          OperationsServiceProto.getDescriptor());

  private static final Duration LONGEST_UNARY_CALL = Duration.ofSeconds(30);
  private static final long MOST_INCOMPLETE_BYTES = 64L * 1024 * 1024;

  private final CallExecutor executor = new CallExecutor();
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadlines").factory());
  private final Admission admission;
  private final List<ServerInterceptor> aroundCalls;
  private final List<ServerInterceptor> aroundRequests;

  /// @param tokens who may call, or empty when everyone may
  /// @param schemaComplete whether the database has every migration
  CallPath(
      CallLimits limits,
      Optional<Supplier<AccessTokens>> tokens,
      BooleanSupplier schemaComplete,
      ValidationInterceptor validation,
      Metrics metrics,
      Tracing tracing) {
    ConcurrencyLimit atOnce =
        new ConcurrencyLimit(
            Runtime.getRuntime().availableProcessors(), limits.concurrentCalls(), System::nanoTime);
    this.admission = new Admission(atOnce, executor, metrics.admitted(atOnce::limit));
    // Outermost first. The deadline surrounds the errors, so that these can tell whose patience
    // ended.
    this.aroundCalls = new ArrayList<>(tracing.calls());
    aroundCalls.addAll(
        List.of(
            LogContext.ofCall(),
            metrics.calls(),
            new DeadlineInterceptor(LONGEST_UNARY_CALL, deadlines),
            new ErrorInterceptor(),
            new AuthorizationInterceptor(tokens, Clock.systemUTC()),
            new WatchLimitInterceptor(limits.watchesPerCaller()),
            new SchemaInterceptor(schemaComplete)));
    this.aroundRequests =
        List.of(
            new MessageLimitInterceptor(),
            new SingleRequestInterceptor(MOST_INCOMPLETE_BYTES),
            LogContext.ofRequest(),
            admission,
            validation);
  }

  /// Where calls are carried out.
  ServerCallExecutorSupplier executor() {
    return admission;
  }

  /// Requests are parsed between the two, so that one that can't be is told as an error too.
  ServerServiceDefinition leadingTo(BindableService service) {
    return ServerInterceptors.interceptForward(
        ServerInterceptors.useMarshalledMessages(
            ServerInterceptors.interceptForward(service, aroundRequests),
            StreamMarshaller.INSTANCE),
        aroundCalls);
  }

  static List<Descriptor> requestTypes() {
    return CONTRACT.stream()
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .map(method -> method.getInputType())
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    executor.close();
    deadlines.shutdownNow();
  }
}
