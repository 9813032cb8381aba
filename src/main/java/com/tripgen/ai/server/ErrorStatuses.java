package com.tripgen.ai.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Status;
import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.database.StatementCancelledException;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever a call failed with into the status its caller is told.
final class ErrorStatuses {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorStatuses.class);
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);

  private ErrorStatuses() {}

  static Status of(Throwable failure, String method) {
    return switch (failure) {
      case ServiceException e -> e.status();
      case DatabaseUnavailableException e -> databaseUnavailable(e);
      case StatementCancelledException e -> cancelled();
      case StatusRuntimeException e when e.getCause() instanceof InvalidProtocolBufferException ->
          malformed();
      default -> internal(failure, method);
    };
  }

  /// How the library tells of bytes that are no message.
  private static Status malformed() {
    return new ServiceException(
            ErrorReason.ERROR_REASON_MALFORMED_REQUEST,
            "the bytes of the request are not a message of the method's request type, or nest"
                + " deeper than 100 levels")
        .status();
  }

  private static Status databaseUnavailable(DatabaseUnavailableException failure) {
    LOG.warn("the database is away: {}", failure.getMessage());
    return ServiceException.retryable(
            ErrorReason.ERROR_REASON_DATABASE_UNAVAILABLE,
            "the database cannot be reached; nothing acknowledged is lost",
            DATABASE_RETRY)
        .status();
  }

  private static Status cancelled() {
    Deadline deadline = Context.current().getDeadline();
    return deadline != null && deadline.isExpired()
        ? new ServiceException(
                ErrorReason.ERROR_REASON_DEADLINE_EXCEEDED, "the call's deadline has passed")
            .status()
        : new ServiceException(
                ErrorReason.ERROR_REASON_CALLER_CANCELLED, "the caller cancelled the call")
            .status();
  }

  private static Status internal(Throwable failure, String method) {
    String errorId = UUID.randomUUID().toString();
    LOG.error("{} failed in an unforeseen way, error_id {}", method, errorId, failure);
    return new ServiceException(
            ErrorReason.ERROR_REASON_INTERNAL,
            "an unforeseen error; please report it with error_id " + errorId,
            Map.of("error_id", errorId),
            List.of())
        .status();
  }

  static Status notImplemented(String method) {
    return new ServiceException(
            ErrorReason.ERROR_REASON_NOT_IMPLEMENTED,
            method + " is not implemented by this build",
            Map.of("method", method),
            List.of())
        .status();
  }
}
