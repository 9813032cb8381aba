package com.tripgen.ai.chaos;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/// Takes note of the replica that answers a call.
final class AnsweringReplica implements ClientInterceptor {
  private volatile String address = "";

  /// Who answered since the last time; empty for nobody.
  String takeAddress() {
    String taken = address;
    address = "";
    return taken;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onHeaders(Metadata headers) {
                address = String.valueOf(getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
                super.onHeaders(headers);
              }
            },
            headers);
      }
    };
  }
}
