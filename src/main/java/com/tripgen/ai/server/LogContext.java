package com.tripgen.ai.server;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.tripgen.ai.jobs.Caller;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.slf4j.MDC;

/// Puts on every line that is logged for a call which one it is: method, `request_id` and caller.
final class LogContext {
  private static final String REQUEST_ID = "request_id";

  private LogContext() {}

  /// To be the outermost, so that errors are logged within it.
  static ServerInterceptor ofCall() {
    return new Call();
  }

  /// To be inside of what names the caller and reads the request.
  static ServerInterceptor ofRequest() {
    return new Request();
  }

  private static final class Call implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      return new LoggedListener<>(
          next.startCall(call, headers), call.getMethodDescriptor().getFullMethodName());
    }
  }

  private static final class LoggedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final String method;

    private LoggedListener(ServerCall.Listener<Q> listener, String method) {
      super(listener);
      this.method = method;
    }

    @Override
    public void onMessage(Q message) {
      logged(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      logged(super::onHalfClose);
    }

    @Override
    public void onReady() {
      logged(super::onReady);
    }

    @Override
    public void onCancel() {
      logged(super::onCancel);
    }

    private void logged(Runnable callback) {
      MDC.put("method", method);
      try {
        callback.run();
      } finally {
        MDC.clear();
      }
    }
  }

  private static final class Request implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      return new RequestListener<>(next.startCall(call, headers));
    }
  }

  /// What surrounds it clears the lines' context again.
  private static final class RequestListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private String requestId = "";

    private RequestListener(ServerCall.Listener<Q> listener) {
      super(listener);
    }

    @Override
    public void onMessage(Q message) {
      if (message instanceof Message request) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(REQUEST_ID);
        if (field != null && request.getField(field) instanceof String given) {
          requestId = given;
        }
      }
      put();
      super.onMessage(message);
    }

    @Override
    public void onReady() {
      put();
      super.onReady();
    }

    @Override
    public void onCancel() {
      put();
      super.onCancel();
    }

    private void put() {
      MDC.put("caller", Caller.name());
      if (!requestId.isEmpty()) {
        MDC.put(REQUEST_ID, requestId);
      }
    }
  }
}
