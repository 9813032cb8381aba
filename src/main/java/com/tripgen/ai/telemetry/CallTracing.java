package com.tripgen.ai.telemetry;

import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A span for every call, within the trace that the caller's metadata name.
final class CallTracing implements ServerInterceptor {
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system");
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("rpc.service");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
  private static final AttributeKey<Long> CODE = AttributeKey.longKey("rpc.grpc.status_code");

  /// What is the server's doing and not the caller's.
  private static final Set<Status.Code> ERRORS =
      Set.of(
          Status.Code.UNKNOWN,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.UNIMPLEMENTED,
          Status.Code.INTERNAL,
          Status.Code.UNAVAILABLE,
          Status.Code.DATA_LOSS);

  private final Tracing tracing;

  CallTracing(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Context caller = tracing.extract(headers, MetadataGetter.INSTANCE);
    Span span = start(call.getMethodDescriptor(), caller);
    var traced =
        new SimpleForwardingServerCall<Q, R>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            end(span, status);
            super.close(status, trailers);
          }
        };
    return new SimpleForwardingServerCallListener<>(
        Contexts.interceptCall(
            Tracing.with(io.grpc.Context.current(), caller.with(span)), traced, headers, next)) {
      @Override
      public void onCancel() {
        end(span, Status.CANCELLED);
        super.onCancel();
      }
    };
  }

  private Span start(MethodDescriptor<?, ?> method, Context caller) {
    return tracing
        .tracer()
        .spanBuilder(method.getFullMethodName())
        .setParent(caller)
        .setSpanKind(SpanKind.SERVER)
        .setAttribute(SYSTEM, "grpc")
        .setAttribute(SERVICE, String.valueOf(method.getServiceName()))
        .setAttribute(METHOD, String.valueOf(method.getBareMethodName()))
        .startSpan();
  }

  /// The first end counts.
  private static void end(Span span, Status status) {
    span.setAttribute(CODE, (long) status.getCode().value());
    if (ERRORS.contains(status.getCode())) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  private enum MetadataGetter implements TextMapGetter<Metadata> {
    INSTANCE;

    @Override
    public @Nullable String get(@Nullable Metadata headers, String key) {
      return headers == null
          ? null
          : headers.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER));
    }
  }
}
