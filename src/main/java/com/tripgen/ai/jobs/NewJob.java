package com.tripgen.ai.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a caller submits.
///
/// @param payload JSON object, the input of the handler
public record NewJob(JobType type, String payload, @Nullable String tripId, Options options) {

  /// What every creating call may say about the job.
  ///
  /// @param requestId null for a generated one
  /// @param runTime not before; null for at once
  public record Options(
      @Nullable String requestId,
      int priority,
      @Nullable Instant runTime,
      int maxAttempts,
      Duration attemptTimeout,
      String fairnessKey,
      Map<String, String> labels) {
    public static final int DEFAULT_MAX_ATTEMPTS = 3;
    public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofMinutes(5);
    public static final Options DEFAULT =
        new Options(null, 0, null, DEFAULT_MAX_ATTEMPTS, DEFAULT_ATTEMPT_TIMEOUT, "", Map.of());

    public Options {
      labels = Map.copyOf(labels);
    }
  }
}
