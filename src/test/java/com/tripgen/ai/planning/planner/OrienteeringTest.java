package com.tripgen.ai.planning.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.planning.planner.Orienteering.Visitable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OrienteeringTest {
  private static final Duration NEVER = Duration.ofDays(1);

  @Test
  void the_same_seed_gives_the_same_tours_and_another_one_may_not() throws Exception {
    Orienteering problem = scattered(60, 2);

    List<List<List<Integer>>> tours = new ArrayList<>();
    for (long seed : new long[] {1, 1, 2, 3, 4}) {
      tours.add(plan(problem, seed, 20).tours());
    }

    assertThat(tours.get(0)).isEqualTo(tours.get(1));
    assertThat(tours).anyMatch(other -> !other.equals(tours.getFirst()));
  }

  @Test
  void a_place_that_opens_late_comes_last_where_only_that_leaves_time() throws Exception {
    List<Visitable> places =
        List.of(
            new Visitable(5, 10, 0, 100),
            new Visitable(9, 10, 80, 85),
            new Visitable(5, 10, 0, 100));
    Orienteering problem = new Orienteering(1, 100, places, (a, b) -> a == b ? 0 : 10);

    assertThat(plan(problem, 1, 200).tours().getFirst())
        .hasSize(3)
        .endsWith(1)
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void closed_arcs_do_not_hide_a_detour_that_is_shorter() throws Exception {
    // From the base (2) to place 1 it is 90, by way of place 0 only 20.
    int[][] travel = {{0, 10, 10}, {10, 0, 90}, {10, 90, 0}};
    List<Visitable> places = List.of(new Visitable(1, 1, 0, 100), new Visitable(9, 1, 0, 60));
    Orienteering problem = new Orienteering(1, 113, places, (a, b) -> travel[a][b]);

    assertThat(plan(problem, 1, 50).tours().getFirst()).containsExactly(0, 1);
  }

  @Test
  void a_guard_that_fires_is_said() throws Exception {
    Orienteering problem = scattered(60, 2);
    AtomicLong clock = new AtomicLong();
    SearchBudget budget = new SearchBudget(1000, Duration.ofNanos(10), clock::getAndIncrement);

    Orienteering.Tours stopped = problem.plan(1, budget, PlanProgress.NONE);

    assertThat(stopped.guardHit()).isTrue();
    assertThat(stopped.iterations()).isEqualTo(9);
    assertThat(plan(problem, 1, 10).guardHit()).isFalse();
  }

  @Test
  void a_search_that_is_cancelled_ends_at_the_next_question() {
    Orienteering problem = scattered(100, 3);
    for (int allowed : new int[] {0, 3, 500}) {
      Questions questions = new Questions(allowed);

      SearchBudget endless = new SearchBudget(Integer.MAX_VALUE, NEVER);
      assertThatThrownBy(() -> problem.plan(1, endless, questions))
          .isInstanceOf(PlanningCancelledException.class);
      assertThat(questions.count).isEqualTo(allowed + 1);
    }
  }

  private static Orienteering.Tours plan(Orienteering problem, long seed, int iterations)
      throws PlanningCancelledException {
    return problem.plan(seed, new SearchBudget(iterations, NEVER), PlanProgress.NONE);
  }

  private static Orienteering scattered(int places, int tours) {
    SplittableRandom random = new SplittableRandom(3);
    double[] x = random.doubles(places + 1, 0, 100).toArray();
    double[] y = random.doubles(places + 1, 0, 100).toArray();
    List<Visitable> visits = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      int opens = random.nextInt(300);
      visits.add(new Visitable(1 + random.nextInt(20), 10, opens, opens + 150));
    }
    return new Orienteering(
        tours, 400, visits, (a, b) -> (int) Math.hypot(x[a] - x[b], y[a] - y[b]));
  }

  private static final class Questions implements PlanProgress {
    private final int allowed;
    private int count;

    Questions(int allowed) {
      this.allowed = allowed;
    }

    @Override
    public void reached(PlanPhase phase, int percent) {}

    @Override
    public boolean cancelled() {
      return ++count > allowed;
    }
  }
}
