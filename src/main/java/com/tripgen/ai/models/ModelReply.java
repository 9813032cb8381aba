package com.tripgen.ai.models;

import java.time.Duration;
import java.util.Optional;

/// What came of one call.
public sealed interface ModelReply {
  /// What was answered; whether it is right is up to who asked.
  record Answer(String text, Usage usage) implements ModelReply {}

  /// The provider wants a key, or another one.
  record KeyRefused(int status) implements ModelReply {}

  /// The provider will not answer this question, however often it is asked.
  record Refused(String why, Usage usage) implements ModelReply {}

  /// Too many questions for now.
  ///
  /// @param retryAfter when to ask again, as far as the provider says
  record RateLimited(Optional<Duration> retryAfter) implements ModelReply {}

  /// The answer was longer than allowed and ends in the middle.
  record Truncated(Usage usage) implements ModelReply {}

  /// What came is no answer of the protocol.
  record Garbled(String why) implements ModelReply {}

  /// No answer, and worth another try.
  record Unavailable(String why) implements ModelReply {}

  default Usage used() {
    return switch (this) {
      case Answer answer -> answer.usage();
      case Refused refused -> refused.usage();
      case Truncated truncated -> truncated.usage();
      case KeyRefused _, RateLimited _, Garbled _, Unavailable _ -> Usage.NONE;
    };
  }
}
