package com.tripgen.ai.telemetry;

import com.tripgen.ai.models.ModelCall;
import com.tripgen.ai.models.ModelEndpoint;
import com.tripgen.ai.models.ModelListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Locale;

/// A span for every call of a model, or for why there was none: who was asked and what came of it,
/// never what was asked or answered.
record ModelTracing(Tracing tracing, ModelListener next) implements ModelListener {
  private static final AttributeKey<String> PROVIDER =
      AttributeKey.stringKey("gen_ai.provider.name");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
  private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  private static final AttributeKey<String> TASK = AttributeKey.stringKey("tripgen.task");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("tripgen.outcome");

  @Override
  public void called(ModelEndpoint.Vendor vendor, ModelCall call) {
    next.called(vendor, call);
    tracing.ended(
        "ask " + call.model(),
        call.took(),
        hasFailed(call.result()),
        Attributes.builder()
            .put(PROVIDER, lowerCase(vendor))
            .put(MODEL, call.model())
            .put(INPUT, call.usage().inputTokens())
            .put(OUTPUT, call.usage().outputTokens())
            .put(TASK, call.task())
            .put(OUTCOME, lowerCase(call.result()))
            .build());
  }

  @Override
  public void rejected(ModelCall call) {
    next.rejected(call);
  }

  private static boolean hasFailed(ModelCall.Result result) {
    return switch (result) {
      case ANSWERED, CACHED, INTERRUPTED, SKIPPED, OVER_BUDGET -> false;
      case INVALID, TRUNCATED, GARBLED, REFUSED, KEY_REFUSED, RATE_LIMITED, UNAVAILABLE -> true;
    };
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
