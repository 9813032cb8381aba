package com.tripgen.ai.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static int rounds(WarmUp warmUp, double... values) {
    return (int)
        Arrays.stream(values).takeWhile(value -> !warmUp.isOver()).peek(warmUp::seen).count();
  }

  @Test
  void it_goes_on_as_long_as_a_rate_rises() {
    assertThat(rounds(new WarmUp(false, 10), 10, 20, 40, 80, 80, 81, 80, 80, 160)).isEqualTo(8);
  }

  @Test
  void some_bad_rounds_do_not_end_it() {
    assertThat(rounds(new WarmUp(false, 10), 10, 20, 15, 16, 15, 40, 41, 39, 40, 39, 80))
        .isEqualTo(10);
  }

  @Test
  void of_a_time_less_is_better() {
    assertThat(rounds(new WarmUp(true, 10), 80, 40, 20, 21, 20, 20, 20, 10)).isEqualTo(7);
  }

  @Test
  void it_ends_after_the_most_rounds() {
    assertThat(rounds(new WarmUp(false, 3), 1, 2, 4, 8)).isEqualTo(3);
    assertThat(new WarmUp(false, 0).isOver()).isTrue();
  }
}
