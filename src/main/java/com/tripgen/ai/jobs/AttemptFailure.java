package com.tripgen.ai.jobs;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.errors.StatusJson;
import com.tripgen.ai.v1.ErrorReason;

/// How an attempt failed.
///
/// @param permanent the same input would fail again
/// @param delayMillis before the next attempt, if there is one
/// @param error `google.rpc.Status` as JSON
record AttemptFailure(boolean permanent, long delayMillis, String error, String message) {

  static AttemptFailure of(ServiceException failure, long delayMillis) {
    return new AttemptFailure(
        isPermanent(failure.reason()),
        delayMillis,
        StatusJson.write(failure.status()),
        failure.status().getMessage());
  }

  private static boolean isPermanent(ErrorReason reason) {
    return switch (reason) {
      case ERROR_REASON_LEASE_LOST,
          ERROR_REASON_ATTEMPT_TIMEOUT,
          ERROR_REASON_PROVIDER_UNAVAILABLE,
          ERROR_REASON_PROVIDER_RATE_LIMITED,
          ERROR_REASON_HANDLER_FAILED,
          ERROR_REASON_DATABASE_UNAVAILABLE,
          ERROR_REASON_DEADLINE_EXCEEDED ->
          false;
      default -> true;
    };
  }
}
