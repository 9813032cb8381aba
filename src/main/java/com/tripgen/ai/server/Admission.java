package com.tripgen.ai.server;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/// Lets only so many unary calls in as the server carries out well. Streams are bounded otherwise,
/// and health passes by.
///
/// What is too much is refused on the thread of the transport: behind the calls that are let in it
/// would wait as long as they do. As an interceptor it expects the request and the half close right
/// after each other, once the call is complete: a caller that takes its time has no place.
final class Admission implements ServerCallExecutorSupplier, ServerInterceptor {
  private static final String LIMIT = "concurrent_calls";
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final ScopedValue<Boolean> REFUSED = ScopedValue.newInstance();
  private static final Executor REFUSING = task -> ScopedValue.where(REFUSED, true).run(task);

  private final ConcurrencyLimit limit;
  private final CallExecutor calls;
  private final LongConsumer observer;

  /// @param observer is told how long each call took that was let in, in nanoseconds
  Admission(ConcurrencyLimit limit, CallExecutor calls, LongConsumer observer) {
    this.limit = limit;
    this.calls = calls;
    this.observer = observer;
  }

  @Override
  public <Q, R> Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
    if (!isBounded(call)) {
      return calls;
    }
    return limit.expect() ? new ExpectedCall() : REFUSING;
  }

  /// Runs the tasks of one call, which follow each other. Of these threads none is interrupted by
  /// others, so that calls which compute are a queue that nobody else sees: a call counts from its
  /// coming on, not only when its turn has come, and once, whatever else it has to run.
  private final class ExpectedCall implements Executor {
    private boolean begun;

    @Override
    public void execute(Runnable task) {
      if (begun) {
        calls.execute(task);
        return;
      }
      begun = true;
      calls.execute(
          () -> {
            limit.begin();
            task.run();
          });
    }
  }

  private static boolean isBounded(ServerCall<?, ?> call) {
    return call.getMethodDescriptor().getType().serverSendsOneMessage()
        && RpcScopes.of(call.getMethodDescriptor().getFullMethodName()).isPresent();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (REFUSED.isBound()) {
      throw overloaded();
    }
    ServerCall.Listener<Q> listener = next.startCall(call, headers);
    return isBounded(call) ? new AdmittedListener<>(listener) : listener;
  }

  private final class AdmittedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private AdmittedListener(ServerCall.Listener<Q> listener) {
      super(listener);
    }

    @Override
    public void onMessage(Q message) {
      if (!limit.enter()) {
        throw overloaded();
      }
      try {
        super.onMessage(message);
      } catch (RuntimeException | Error e) {
        leave();
        throw e;
      }
    }

    @Override
    public void onHalfClose() {
      try {
        super.onHalfClose();
      } finally {
        leave();
      }
    }

    private void leave() {
      long took = System.nanoTime() - CallExecutor.submitted();
      limit.leave(took);
      observer.accept(took);
    }
  }

  private static ServiceException overloaded() {
    return ServiceException.exhausted(
        ErrorReason.ERROR_REASON_OVERLOADED,
        LIMIT,
        "the server has as many calls as it can carry out well; nothing was done",
        RETRY,
        Map.of("limit", LIMIT));
  }
}
