package com.tripgen.ai.server;

import com.tripgen.ai.jobs.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Names the caller: without tokens, by the host that calls.
final class CallerInterceptor implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    String name =
        peer instanceof InetSocketAddress address
            ? address.getAddress().getHostAddress()
            : String.valueOf(peer);
    return Contexts.interceptCall(
        Context.current().withValue(Caller.NAME, name), call, headers, next);
  }
}
