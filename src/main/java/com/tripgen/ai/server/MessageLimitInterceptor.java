package com.tripgen.ai.server;

import com.google.protobuf.MessageLite;
import com.tripgen.ai.errors.MessageLimit;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/// Refuses messages over the limit, both ways. The library's own limit would end the call without
/// an `ErrorInfo`.
final class MessageLimitInterceptor implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var limited =
        new SimpleForwardingServerCall<Q, R>(call) {
          @Override
          public void sendMessage(R message) {
            MessageLimit.check("the answer", (MessageLite) message);
            super.sendMessage(message);
          }
        };
    return new SimpleForwardingServerCallListener<Q>(next.startCall(limited, headers)) {
      @Override
      public void onMessage(Q message) {
        MessageLimit.check("the request", (MessageLite) message);
        super.onMessage(message);
      }
    };
  }
}
