package com.tripgen.ai.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ArrivalsTest {
  @Test
  void a_quantile_is_a_value_that_so_many_do_not_exceed() {
    List<Double> values = IntStream.rangeClosed(1, 200).mapToObj(it -> (double) it).toList();

    assertThat(Arrivals.quantile(values.reversed(), 0.99)).isEqualTo(198);
    assertThat(Arrivals.quantile(values, 1)).isEqualTo(200);
    assertThat(Arrivals.quantile(List.of(7.0), 0.99)).isEqualTo(7);
  }

  @Test
  void every_change_counts_with_the_time_it_was_under_way() throws Exception {
    Arrivals arrivals = new Arrivals(200);
    List<Integer> made = new ArrayList<>();

    double p99 =
        arrivals.p99(
            Duration.ofMillis(50),
            change -> {
              made.add(change);
              arrivals.arrived(Duration.ofHours(change == 3 ? 2 : 1));
            });

    assertThat(made).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(p99).isEqualTo(7_200_000);
  }
}
