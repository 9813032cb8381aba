package com.tripgen.ai.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureResultTest {
  @Test
  void the_median_of_an_odd_number_is_the_middle_one_and_outliers_only_widen_the_spread() {
    assertThat(Summary.of(List.of(5.0, 1000.0, 3.0, 4.0, 1.0))).isEqualTo(new Summary(4, 1, 1000));
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    assertThat(Summary.of(List.of(4.0, 1.0, 2.0, 10.0))).isEqualTo(new Summary(3, 1, 10));
  }

  @Test
  void each_measurement_is_compared_with_the_one_beside_it() {
    FigureResult result =
        FigureResult.of(
            Figure.SUBMIT, new Pairs(List.of(100.0, 50.0, 10.0), List.of(100.0, 100.0, 10.0)));

    assertThat(result.ratio()).isEqualTo(new Summary(1, 0.5, 1));
  }

  @Test
  void a_rate_holds_from_its_floor_on_and_reaches_its_goal_later() {
    Bound rate = new Bound(false, 0.5, 1);

    assertThat(rate.holds(0.49)).isFalse();
    assertThat(rate.holds(0.5)).isTrue();
    assertThat(rate.reachesGoal(0.99)).isFalse();
    assertThat(rate.reachesGoal(1)).isTrue();
  }

  @Test
  void a_time_holds_up_to_its_floor() {
    Bound time = new Bound(true, 4, 1.5);

    assertThat(time.holds(4.01)).isFalse();
    assertThat(time.holds(4)).isTrue();
    assertThat(time.reachesGoal(1.51)).isFalse();
    assertThat(time.reachesGoal(1.5)).isTrue();
  }

  @Test
  void one_missed_floor_fails_the_report() {
    FigureResult held = result(Figure.SUBMIT, 0.6);
    FigureResult missed = result(Figure.SUBMIT, 0.4);

    assertThat(report(held, held).holds()).isTrue();
    assertThat(report(held, missed).holds()).isFalse();
  }

  @Test
  void no_goal_is_easier_than_its_floor() {
    assertThat(Arrays.stream(Figure.values()).map(Figure::bound))
        .allMatch(bound -> bound.holds(bound.goal()));
  }

  private static FigureResult result(Figure figure, double ratio) {
    return FigureResult.of(figure, new Pairs(List.of(ratio), List.of(1.0)));
  }

  private static ServiceReport report(FigureResult... results) {
    return new ServiceReport(Instant.EPOCH, 2, List.of(results));
  }
}
