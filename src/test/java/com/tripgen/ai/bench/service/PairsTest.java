package com.tripgen.ai.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {
  @Test
  void each_is_compared_with_the_one_beside_it() {
    assertThat(new Pairs(List.of(100.0, 50.0), List.of(50.0, 100.0)).ratios())
        .containsExactly(2.0, 0.5);
  }

  @Test
  void none_stands_alone() {
    assertThatThrownBy(() -> new Pairs(List.of(1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 measurements beside 0");
  }
}
