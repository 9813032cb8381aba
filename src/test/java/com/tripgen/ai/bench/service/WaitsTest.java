package com.tripgen.ai.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final Instant BEGAN = Instant.parse("2027-05-03T09:00:00Z");

  private final Waits waits = new Waits(BEGAN);

  private void waited(int offeredSecond, int millis) {
    Instant offered = BEGAN.plusSeconds(offeredSecond);
    waits.add(offered, offered.plusMillis(millis));
  }

  @Test
  void the_last_windows_stand_beside_the_first_in_the_order_of_offering() {
    waited(7, 400);
    waited(0, 1);
    waited(1, 2);
    waited(6, 300);
    waited(3, 4);
    waited(2, 3);
    waited(4, 100);
    waited(5, 200);

    assertThat(waits.lastBesideFirst(4, 2, 1))
        .isEqualTo(new Pairs(List.of(200.0, 400.0), List.of(2.0, 4.0)));
    assertThat(waits.lastBesideFirst(4, 1, 0.5)).isEqualTo(new Pairs(List.of(300.0), List.of(1.0)));
  }

  @Test
  void what_was_offered_before_they_began_does_not_count() {
    waited(-1, 1000);
    waited(0, 1);
    waited(1, 2);

    assertThat(waits.count()).isEqualTo(2);
    assertThat(waits.lastBesideFirst(2, 1, 1)).isEqualTo(new Pairs(List.of(2.0), List.of(1.0)));
  }
}
