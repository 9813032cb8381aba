package com.tripgen.ai.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.chaos.Latencies.Summary;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static Summary of(IntStream millis) {
    Latencies latencies = new Latencies();
    millis.forEach(sample -> latencies.add(Duration.ofMillis(sample)));
    return latencies.summary();
  }

  @Test
  void half_and_ninety_nine_hundredths_are_at_most_the_quantiles() {
    assertThat(of(IntStream.rangeClosed(1, 200).map(sample -> 201 - sample)))
        .isEqualTo(new Summary(200, 100, 198, 200));
    assertThat(of(IntStream.of(7))).isEqualTo(new Summary(1, 7, 7, 7));
  }

  @Test
  void without_samples_there_is_nothing_to_tell() {
    assertThat(of(IntStream.empty())).isEqualTo(new Summary(0, 0, 0, 0));
  }
}
