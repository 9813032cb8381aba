package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotSharesTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final UUID C = new UUID(0, 3);

  private static Map<UUID, Integer> shares(int limit, Map<UUID, Integer> capacities) {
    return SlotShares.of(limit, new TreeMap<>(capacities));
  }

  @Test
  void workers_share_evenly_and_the_first_ones_get_what_is_left_over() {
    assertThat(shares(8, Map.of(A, 9, B, 9, C, 9))).isEqualTo(Map.of(A, 3, B, 3, C, 2));
  }

  @Test
  void what_a_worker_cannot_take_goes_to_the_others() {
    assertThat(shares(8, Map.of(A, 1, B, 9, C, 2))).isEqualTo(Map.of(A, 1, B, 5, C, 2));
  }

  @Test
  void nobody_gets_more_than_it_can_take() {
    assertThat(shares(100, Map.of(A, 4, B, 0))).isEqualTo(Map.of(A, 4, B, 0));
  }

  @Test
  void some_get_nothing_when_there_are_more_workers_than_jobs_may_run() {
    assertThat(shares(2, Map.of(A, 4, B, 4, C, 4))).isEqualTo(Map.of(A, 1, B, 1, C, 0));
  }
}
