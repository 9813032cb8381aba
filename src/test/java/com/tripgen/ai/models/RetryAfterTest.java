package com.tripgen.ai.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "' 7 ', 7",
    "'Fri, 27 Nov 2026 08:00:12 GMT', 12",
    "'Fri, 27 Nov 2026 07:59:00 GMT', 0",
  })
  void it_tells_seconds_or_a_moment(String header, long seconds) {
    assertThat(RetryAfter.read(header, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999", "2026-11-27T08:00:12Z"})
  void anything_else_tells_nothing(String header) {
    assertThat(RetryAfter.read(header, NOW)).isEmpty();
  }
}
