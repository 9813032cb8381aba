package com.tripgen.ai.models;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An HTTP status that tells of a failure. Without the body, in which providers repeat keys and
/// questions.
final class StatusException extends HttpException {
  private static final long serialVersionUID = 1L;

  private final String retryAfter;
  private final Instant received;

  /// @param retryAfter the header, empty when there was none
  StatusException(int status, String retryAfter, Instant received) {
    super(status, "status " + status);
    this.retryAfter = retryAfter;
    this.received = received;
  }

  Optional<Duration> retryAfter() {
    return RetryAfter.read(retryAfter, received);
  }
}
