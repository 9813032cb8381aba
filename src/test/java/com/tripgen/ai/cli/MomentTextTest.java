package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class MomentTextTest {
  private final MomentText moments =
      new MomentText(Clock.fixed(Instant.parse("2027-04-05T12:00:00Z"), ZoneId.of("Asia/Seoul")));

  @ParameterizedTest
  @CsvSource({
    "2027-04-05T09:00:00Z, 2027-04-05T09:00:00Z",
    "2027-04-05T09:00+09:00, 2027-04-05T00:00:00Z",
    "2027-04-05, 2027-04-04T15:00:00Z",
    "90m, 2027-04-05T10:30:00Z",
    "0s, 2027-04-05T12:00:00Z"
  })
  void a_moment_is_written_in_full_or_as_a_day_or_as_how_long_ago(String text, Instant moment) {
    assertThat(moments.convert(text)).isEqualTo(moment);
  }

  @Test
  void what_is_no_moment_is_told_with_examples() {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> moments.convert("yesterday"))
        .withMessageContaining("'yesterday'")
        .withMessageContaining("2h");
  }
}
