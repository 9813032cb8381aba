package com.tripgen.ai.telemetry;

import com.tripgen.ai.sources.SourceListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;

/// A span for every call to a source beyond this process.
record SourceTracing(Tracing tracing, SourceListener next) implements SourceListener {
  private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("tripgen.source");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("tripgen.outcome");

  @Override
  public void called(String source, boolean answered, Duration took) {
    next.called(source, answered, took);
    tracing.ended(
        "ask " + source,
        took,
        !answered,
        Attributes.of(SOURCE, source, OUTCOME, answered ? "answered" : "failed"));
  }
}
