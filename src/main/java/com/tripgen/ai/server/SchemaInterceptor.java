package com.tripgen.ai.server;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Refuses calls until the database is known to have every migration.
final class SchemaInterceptor implements ServerInterceptor {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final BooleanSupplier schemaComplete;

  SchemaInterceptor(BooleanSupplier schemaComplete) {
    this.schemaComplete = schemaComplete;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!schemaComplete.getAsBoolean()) {
      throw ServiceException.retryable(
          ErrorReason.ERROR_REASON_DATABASE_UNAVAILABLE,
          "the database cannot be reached or has not been migrated yet",
          RETRY);
    }
    return next.startCall(call, headers);
  }
}
