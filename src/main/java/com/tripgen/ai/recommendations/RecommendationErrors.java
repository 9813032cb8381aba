package com.tripgen.ai.recommendations;

import com.google.protobuf.util.Durations;
import com.google.rpc.QuotaFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.models.BudgetExceededException;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What can go wrong with recommendations.
final class RecommendationErrors {
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  /// Budgets are of a day; somebody may raise them sooner.
  private static final Duration BUDGET_PAUSE = Duration.ofMinutes(10);

  private RecommendationErrors() {}

  static ServiceException placeNotFound(String placeId) {
    return notFound(
        ErrorReason.ERROR_REASON_PLACE_NOT_FOUND,
        placeId,
        "no source knows the place %s: send what you know of it in place.facts, at least place_id,"
            + " name, category and coordinates",
        "place");
  }

  static ServiceException nothingStored(String placeId) {
    return notFound(
        ErrorReason.ERROR_REASON_RECOMMENDATION_NOT_FOUND,
        placeId,
        "nothing unexpired is stored for the place %s and this profile: ask with"
            + " CACHE_MODE_CACHE_FIRST to have it written",
        "recommendation");
  }

  private static ServiceException notFound(
      ErrorReason reason, String placeId, String template, String resourceType) {
    String message = template.formatted(placeId);
    return new ServiceException(
        reason,
        message,
        Map.of("place_id", placeId),
        List.of(
            ResourceInfo.newBuilder()
                .setResourceType(resourceType)
                .setResourceName(placeId)
                .setDescription(message)
                .build()));
  }

  static ServiceException overBudget(BudgetExceededException budget) {
    return ServiceException.exhausted(
        ErrorReason.ERROR_REASON_QUOTA_EXCEEDED,
        budget.budget(),
        String.valueOf(budget.getMessage()),
        BUDGET_PAUSE,
        Map.of("limit", Long.toString(budget.limit())));
  }

  static ServiceException tooMany(int limit) {
    String message = "%d recommendations are being written already".formatted(limit);
    return new ServiceException(
        ErrorReason.ERROR_REASON_QUEUE_FULL,
        message,
        Map.of(),
        List.of(
            QuotaFailure.newBuilder()
                .addViolations(
                    QuotaFailure.Violation.newBuilder()
                        .setSubject("recommendations")
                        .setDescription(message))
                .build(),
            RetryInfo.newBuilder()
                .setRetryDelay(Durations.fromMillis(RETRY_DELAY.toMillis()))
                .build()));
  }

  static ServiceException shuttingDown() {
    return ServiceException.retryable(
        ErrorReason.ERROR_REASON_SERVER_SHUTTING_DOWN,
        "this replica is shutting down: ask again, another one answers",
        RETRY_DELAY);
  }

  /// Whoever waited for a text is gone; it is still written and stored.
  static ServiceException callerLeft(Context context) {
    Deadline deadline = context.getDeadline();
    return deadline != null && deadline.isExpired()
        ? new ServiceException(
            ErrorReason.ERROR_REASON_DEADLINE_EXCEEDED,
            "the deadline came before the text was written; ask again to get it from the cache")
        : new ServiceException(
            ErrorReason.ERROR_REASON_CALLER_CANCELLED,
            "the caller left before the text was written");
  }
}
