package com.tripgen.ai.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LiveHeapTest {
  @Test
  void the_last_line_tells_objects_and_bytes() {
    assertThat(
            LiveHeap.parse(
                """
                   1:          4133         402216  [B (java.base@25)
                Total          9000        1234567
                """))
        .isEqualTo(1_234_567);
    assertThatThrownBy(() -> LiveHeap.parse("no such process"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no such process");
  }
}
