package com.tripgen.ai.server;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Gives a unary call without a deadline the server's own, so that none waits for ever.
final class DeadlineInterceptor implements ServerInterceptor {
  private final Duration longest;
  private final ScheduledExecutorService timer;

  DeadlineInterceptor(Duration longest, ScheduledExecutorService timer) {
    this.longest = longest;
    this.timer = timer;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Context context = Context.current();
    if (context.getDeadline() != null
        || !call.getMethodDescriptor().getType().serverSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    return Contexts.interceptCall(
        context.withDeadlineAfter(longest.toMillis(), TimeUnit.MILLISECONDS, timer),
        call,
        headers,
        next);
  }
}
