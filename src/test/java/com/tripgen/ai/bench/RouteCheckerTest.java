package com.tripgen.ai.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.bench.Instance.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteCheckerTest {
  private static final Point DEPOT = new Point(0, 0, 0, 0, 0, 1000);

  // Ways: 50 to `near` (3, 4), 100 to `far` (6, 8), 50 between them, in tenths.
  private static final Point NEAR = new Point(3, 4, 100, 7, 0, 900);
  private static final Point FAR = new Point(6, 8, 100, 5, 300, 600);
  private static final RouteChecker CHECKER =
      new RouteChecker(new Instance("t", 10, DEPOT, List.of(NEAR, FAR)));

  @Test
  void tours_that_keep_all_rules_are_scored() {
    List<List<Integer>> tours = List.of(List.of(0, 1), List.of());

    assertThat(CHECKER.check(2, tours)).isEmpty();
    assertThat(CHECKER.score(tours)).isEqualTo(12);
  }

  @Test
  void no_more_tours_than_allowed() {
    assertThat(CHECKER.check(1, List.of(List.of(0), List.of(1))))
        .containsExactly("2 tours instead of 1");
  }

  @Test
  void no_place_twice_in_one_tour_or_in_two() {
    assertThat(CHECKER.check(1, List.of(List.of(0, 0))))
        .containsExactly("place 0 is visited twice");
    assertThat(CHECKER.check(2, List.of(List.of(0), List.of(0))))
        .containsExactly("place 0 is visited twice");
  }

  @Test
  void no_place_that_is_not_there() {
    assertThat(CHECKER.check(1, List.of(List.of(2)))).containsExactly("place 2 is unknown");
    assertThat(CHECKER.check(1, List.of(List.of(-1)))).containsExactly("place -1 is unknown");
  }

  @Test
  void no_visit_that_starts_after_the_window() {
    // Waiting at `far` until 300, then 100 there and 50 on the way: 450 at `near`.
    assertThat(check(new Point(3, 4, 100, 7, 0, 450), FAR, 1, 0)).isEmpty();
    assertThat(check(new Point(3, 4, 100, 7, 0, 449), FAR, 1, 0))
        .containsExactly("tour 0 comes to place 0 after it closes");
  }

  @Test
  void no_tour_that_is_back_after_the_depot_closes() {
    // Back at 450 + 100 + 50.
    assertThat(back(600)).isEmpty();
    assertThat(back(599)).containsExactly("tour 0 is back too late");
  }

  @Test
  void distances_are_rounded_down_to_the_decimal_of_the_instance() {
    // The root of 2 is 1.414: 14 tenths, 141 hundredths.
    assertThat(there(10, 14)).isEmpty();
    assertThat(there(10, 13)).isNotEmpty();
    assertThat(there(100, 141)).isEmpty();
    assertThat(there(100, 140)).isNotEmpty();
  }

  private static List<String> check(Point first, Point second, Integer... tour) {
    Instance instance = new Instance("t", 10, DEPOT, List.of(first, second));
    return new RouteChecker(instance).check(1, List.of(List.of(tour)));
  }

  private static List<String> back(int closes) {
    Point depot = new Point(0, 0, 0, 0, 0, closes);
    Instance instance = new Instance("t", 10, depot, List.of(NEAR, FAR));
    return new RouteChecker(instance).check(1, List.of(List.of(1, 0)));
  }

  private static List<String> there(int units, int closes) {
    Instance instance = new Instance("t", units, DEPOT, List.of(new Point(1, 1, 0, 1, 0, closes)));
    return new RouteChecker(instance).check(1, List.of(List.of(0)));
  }
}
