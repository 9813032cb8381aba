package com.tripgen.ai.models;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The header by which a provider says when to ask again: seconds, or a moment.
final class RetryAfter {
  private RetryAfter() {}

  /// Empty when it says nothing that can be read.
  static Optional<Duration> read(String header, Instant now) {
    String value = header.strip();
    if (value.matches("\\d{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant moment = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      return Optional.of(moment.isBefore(now) ? Duration.ZERO : Duration.between(now, moment));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
