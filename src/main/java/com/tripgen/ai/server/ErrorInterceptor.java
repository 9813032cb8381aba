package com.tripgen.ai.server;

import com.google.rpc.Status;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/// The one place where errors become statuses: every one leaves with an `ErrorInfo`.
final class ErrorInterceptor implements ServerInterceptor {
  private static final String DETAILS = "grpc-status-details-bin";
  private static final Metadata.Key<byte[]> DETAILS_KEY =
      Metadata.Key.of(DETAILS, Metadata.BINARY_BYTE_MARSHALLER);

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var answered = new AnsweredCall<>(call);
    try {
      return new GuardedListener<>(next.startCall(answered, headers), answered);
    } catch (RuntimeException e) {
      answered.fail(e);
      return new ServerCall.Listener<>() {};
    }
  }

  /// Knows whether it was closed, and gives bare statuses of the library their details.
  private static final class AnsweredCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private boolean closed;

    private AnsweredCall(ServerCall<Q, R> call) {
      super(call);
    }

    @Override
    public void close(io.grpc.Status status, Metadata trailers) {
      closed = true;
      if (status.isOk() || trailers.containsKey(DETAILS_KEY)) {
        super.close(status, trailers);
      } else {
        String method = getMethodDescriptor().getFullMethodName();
        boolean unimplemented = status.getCode() == io.grpc.Status.Code.UNIMPLEMENTED;
        closeWith(
            unimplemented
                ? ErrorStatuses.notImplemented(method)
                : ErrorStatuses.of(status.asRuntimeException(), method));
      }
    }

    private void fail(RuntimeException failure) {
      if (!closed) {
        closed = true;
        closeWith(ErrorStatuses.of(failure, getMethodDescriptor().getFullMethodName()));
      }
    }

    private void closeWith(Status status) {
      StatusRuntimeException detailed = StatusProto.toStatusRuntimeException(status);
      Metadata trailers = detailed.getTrailers();
      super.close(detailed.getStatus(), trailers == null ? new Metadata() : trailers);
    }
  }

  private static final class GuardedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final AnsweredCall<Q, ?> call;

    private GuardedListener(ServerCall.Listener<Q> listener, AnsweredCall<Q, ?> call) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      guarded(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      guarded(super::onHalfClose);
    }

    @Override
    public void onReady() {
      guarded(super::onReady);
    }

    private void guarded(Runnable callback) {
      try {
        if (!call.closed) {
          callback.run();
        }
      } catch (RuntimeException e) {
        call.fail(e);
      }
    }
  }
}
