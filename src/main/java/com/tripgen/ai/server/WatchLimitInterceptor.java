package com.tripgen.ai.server;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.Caller;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Bounds the streams that one caller holds open on this server.
final class WatchLimitInterceptor implements ServerInterceptor {
  private static final String LIMIT = "watches_per_caller";
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int limit;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  WatchLimitInterceptor(int limit) {
    this.limit = limit;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (call.getMethodDescriptor().getType().serverSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    String caller =
        Objects.requireNonNull(Caller.NAME.get(), "the caller comes before its watches");
    if (open.merge(caller, 1, Integer::sum) > limit) {
      release(caller);
      throw ServiceException.exhausted(
          ErrorReason.ERROR_REASON_QUOTA_EXCEEDED,
          LIMIT,
          "%s holds %d watches on this server, as many as one caller may".formatted(caller, limit),
          RETRY,
          Map.of("limit", LIMIT, "limit_value", Integer.toString(limit)));
    }
    try {
      return counted(caller, next.startCall(call, headers));
    } catch (RuntimeException e) {
      release(caller);
      throw e;
    }
  }

  /// The library calls exactly one of the two, whatever becomes of the call.
  private <Q> ServerCall.Listener<Q> counted(String caller, ServerCall.Listener<Q> listener) {
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onComplete() {
        release(caller);
        super.onComplete();
      }

      @Override
      public void onCancel() {
        release(caller);
        super.onCancel();
      }
    };
  }

  private void release(String caller) {
    open.compute(caller, (name, count) -> count == null || count <= 1 ? null : count - 1);
  }
}
