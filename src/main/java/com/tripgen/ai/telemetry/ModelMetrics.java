package com.tripgen.ai.telemetry;

import com.tripgen.ai.models.ModelCall;
import com.tripgen.ai.models.ModelEndpoint;
import com.tripgen.ai.models.ModelListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/// Calls of language models, with their tokens and cost.
final class ModelMetrics implements ModelListener {
  private final MeterProvider<Timer> calls;
  private final MeterProvider<Counter> tokens;
  private final MeterProvider<Counter> cost;
  private final MeterProvider<Counter> rejected;

  ModelMetrics(MeterRegistry registry) {
    calls =
        Timer.builder("tripgen.model.call")
            .description("Calls of language models, and why they were not called")
            .withRegistry(registry);
    tokens =
        Counter.builder("tripgen.model.tokens")
            .description("Tokens of language models, as their providers count them")
            .withRegistry(registry);
    cost =
        Counter.builder("tripgen.model.cost")
            .description("Cost of language models by the configured prices")
            .withRegistry(registry);
    rejected =
        Counter.builder("tripgen.model.rejected")
            .description("Answers of language models that break a rule")
            .withRegistry(registry);
  }

  @Override
  public void called(ModelEndpoint.Vendor vendor, ModelCall call) {
    String result = call.result().name().toLowerCase(Locale.ROOT);
    calls.withTags("model", call.model(), "result", result).record(call.took());
    tokens
        .withTags("model", call.model(), "kind", "input")
        .increment((double) call.usage().inputTokens());
    tokens
        .withTags("model", call.model(), "kind", "output")
        .increment((double) call.usage().outputTokens());
    cost.withTags("model", call.model()).increment(call.cost().doubleValue());
  }

  @Override
  public void rejected(ModelCall call) {
    rejected.withTags("model", call.model()).increment();
  }
}
