package com.tripgen.ai.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvenPaceTest {
  @Test
  void nothing_begins_before_its_time() {
    List<Long> nanos = new ArrayList<>();
    long started = System.nanoTime();

    EvenPace.run(4, 100, _ -> nanos.add(System.nanoTime() - started));

    assertThat(nanos).hasSize(4);
    assertThat(nanos.get(3)).isGreaterThanOrEqualTo(30_000_000);
  }
}
