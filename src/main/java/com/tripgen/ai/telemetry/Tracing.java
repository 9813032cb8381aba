package com.tripgen.ai.telemetry;

import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.TraceParent;
import com.tripgen.ai.models.ModelListener;
import com.tripgen.ai.sources.SourceListener;
import io.grpc.ServerInterceptor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ibatis.plugin.Interceptor;
import org.jspecify.annotations.Nullable;

/// Traces from the call over the job to the statement. Off, it stands in nobody's way: there is
/// nothing to intercept with.
///
/// The present span travels in the gRPC context, which already follows the work from thread to
/// thread, and with the job from process to process.
public final class Tracing implements AutoCloseable {
  public static final Tracing OFF = new Tracing(OpenTelemetry.noop(), false, () -> {});

  private static final io.grpc.Context.Key<Context> PRESENT = io.grpc.Context.key("otel");
  private static final String TRACEPARENT = "traceparent";

  private final OpenTelemetry telemetry;
  private final Tracer tracer;
  private final boolean on;
  private final Runnable close;

  private Tracing(OpenTelemetry telemetry, boolean on, Runnable close) {
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("com.tripgen.ai");
    this.on = on;
    this.close = close;
  }

  /// Leaves closing to the owner of `telemetry`.
  public static Tracing with(OpenTelemetry telemetry) {
    return new Tracing(telemetry, true, () -> {});
  }

  /// Sends spans to a collector by OTLP over HTTP. OpenTelemetry's own variables (`OTEL_...`) say
  /// what else is to be said.
  ///
  /// @param endpoint such as `http://localhost:4318`; empty when OpenTelemetry's variables name it
  /// @throws IllegalArgumentException when those variables are wrong
  public static Tracing exporting(Optional<URI> endpoint) {
    OpenTelemetrySdk sdk;
    try {
      sdk = sdk(endpoint);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new Tracing(sdk, true, sdk::close);
  }

  private static OpenTelemetrySdk sdk(Optional<URI> endpoint) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(
            () ->
                Map.of(
                    "otel.service.name", "tripgen-ai",
                    "otel.exporter.otlp.protocol", "http/protobuf",
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none"))
        .addPropertiesCustomizer(
            properties ->
                endpoint
                    .map(uri -> Map.of("otel.exporter.otlp.endpoint", uri.toString()))
                    .orElseGet(Map::of))
        .build()
        .getOpenTelemetrySdk();
  }

  /// For every call, outermost; none when tracing is off.
  public List<ServerInterceptor> calls() {
    return on ? List.of(new CallTracing(this)) : List.of();
  }

  /// For every statement; none when tracing is off.
  public List<Interceptor> statements() {
    return on ? List.of(new StatementTracing(this)) : List.of();
  }

  /// The same handler, traced unless tracing is off.
  public JobHandler jobs(JobHandler handler) {
    return on ? new TracedHandler(handler, this) : handler;
  }

  /// The same listener, and a span for each call unless tracing is off.
  public ModelListener models(ModelListener listener) {
    return on ? new ModelTracing(this, listener) : listener;
  }

  /// The same listener, and a span for each call unless tracing is off.
  public SourceListener sources(SourceListener listener) {
    return on ? new SourceTracing(this, listener) : listener;
  }

  /// A span for a call to somewhere else that has just ended, within the present trace; none where
  /// there is no trace.
  void ended(String name, Duration took, boolean failed, Attributes attributes) {
    Context parent = present();
    if (!Span.fromContext(parent).getSpanContext().isValid()) {
      return;
    }
    Instant end = Instant.now();
    Span span =
        tracer
            .spanBuilder(name)
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .setAllAttributes(attributes)
            .setStartTimestamp(end.minus(took))
            .startSpan();
    if (failed) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(end);
  }

  Tracer tracer() {
    return tracer;
  }

  /// What a carrier from elsewhere says of the trace.
  <C> Context extract(C carrier, TextMapGetter<C> getter) {
    return telemetry
        .getPropagators()
        .getTextMapPropagator()
        .extract(Context.root(), carrier, getter);
  }

  /// The span, or the job's trace, that the present work belongs to.
  static Context present() {
    Context present = PRESENT.get();
    return present == null ? of(TraceParent.KEY.get()) : present;
  }

  /// A gRPC context whose present span is the one in `context`.
  static io.grpc.Context with(io.grpc.Context base, Context context) {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(context, headers, (all, name, value) -> headers.put(name, value));
    io.grpc.Context with = base.withValue(PRESENT, context);
    String traceparent = headers.get(TRACEPARENT);
    return traceparent == null ? with : with.withValue(TraceParent.KEY, traceparent);
  }

  private static Context of(@Nullable String traceparent) {
    return traceparent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), Map.of(TRACEPARENT, traceparent), Header.GETTER);
  }

  private enum Header implements TextMapGetter<Map<String, String>> {
    GETTER;

    @Override
    public @Nullable String get(@Nullable Map<String, String> headers, String key) {
      return headers == null ? null : headers.get(key);
    }
  }

  /// Sends what is left.
  @Override
  public void close() {
    close.run();
  }
}
