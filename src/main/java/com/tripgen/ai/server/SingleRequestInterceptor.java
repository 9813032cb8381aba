package com.tripgen.ai.server;

import com.google.protobuf.MessageLite;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Hands the one request of a call on when it is complete, so that a caller who stops halfway
/// occupies nothing but its request, and all of them together a bounded memory.
///
/// Where there is none the library would call it a fault of the server; a second one it refuses
/// itself.
final class SingleRequestInterceptor implements ServerInterceptor {
  private static final String LIMIT = "incomplete_request_bytes";

  private final long mostHeld;
  private final AtomicLong held = new AtomicLong();

  /// @param mostHeld bytes of the requests of calls that are not complete yet
  SingleRequestInterceptor(long mostHeld) {
    this.mostHeld = mostHeld;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private @Nullable Q request;

      @Override
      public void onMessage(Q message) {
        hold(message);
        request = message;
      }

      @Override
      public void onHalfClose() {
        Q complete = request;
        if (complete == null) {
          throw new ServiceException(
              ErrorReason.ERROR_REASON_MALFORMED_REQUEST, "the call has no request message");
        }
        letGo();
        super.onMessage(complete);
        super.onHalfClose();
      }

      @Override
      public void onCancel() {
        letGo();
        super.onCancel();
      }

      @Override
      public void onComplete() {
        letGo();
        super.onComplete();
      }

      private void letGo() {
        if (request != null) {
          held.addAndGet(-size(request));
          request = null;
        }
      }
    };
  }

  private void hold(Object request) {
    if (held.addAndGet(size(request)) > mostHeld) {
      held.addAndGet(-size(request));
      throw ServiceException.exhausted(
          ErrorReason.ERROR_REASON_OVERLOADED,
          LIMIT,
          "the server holds as many requests of incomplete calls as it can; nothing was done",
          Duration.ofSeconds(1),
          Map.of("limit", LIMIT));
    }
  }

  private static long size(Object request) {
    return ((MessageLite) request).getSerializedSize();
  }
}
