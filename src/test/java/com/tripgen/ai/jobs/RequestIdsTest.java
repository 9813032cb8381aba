package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIdsTest {

  private static Instant timeOf(String id) {
    return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> Short.SIZE);
  }

  @Test
  void one_begins_with_the_moment_it_was_made() {
    Instant before = Instant.ofEpochMilli(System.currentTimeMillis());

    String id = RequestIds.next();

    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    assertThat(timeOf(id)).isBetween(before, Instant.now());
  }

  @Test
  void those_of_one_moment_do_not_follow_from_each_other() {
    Set<Long> distances = new HashSet<>();
    long last = UUID.fromString(RequestIds.next()).getLeastSignificantBits();
    for (int i = 0; i < 1_000; i++) {
      long next = UUID.fromString(RequestIds.next()).getLeastSignificantBits();
      distances.add(next - last);
      last = next;
    }

    assertThat(distances).hasSize(1_000);
  }
}
