package com.tripgen.ai.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcurrencyLimitTest {
  private static final int LEAST = 2;
  private static final int MOST = 64;

  private long now;
  private final ConcurrencyLimit limit = new ConcurrencyLimit(LEAST, MOST, () -> now);

  /// Calls that come `at` once, and as many again when they are done, for a while.
  private void load(int at, Duration each, Duration all) {
    for (long end = now + all.toNanos(); now < end; now += each.toNanos()) {
      int entered = 0;
      for (int i = 0; i < at; i++) {
        if (limit.enter()) {
          entered++;
        }
      }
      for (int i = 0; i < entered; i++) {
        limit.leave(each.toNanos());
      }
    }
  }

  /// Two calls at a time get on, so that the time of each follows from how many there are.
  private void loadTwoAtATime(Duration each, Duration all) {
    for (long end = now + all.toNanos(); now < end; ) {
      load(1_000, Duration.ofNanos(Math.max(1, limit.limit() / 2) * each.toNanos()), millis(1));
    }
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void no_more_calls_run_than_the_most() {
    for (int i = 0; i < MOST; i++) {
      assertThat(limit.enter()).isTrue();
    }
    assertThat(limit.expect()).isFalse();
    assertThat(limit.enter()).isFalse();

    limit.leave(1);

    assertThat(limit.expect()).isTrue();
    assertThat(limit.expect()).as("with one that waits for its turn").isFalse();
    limit.begin();
    assertThat(limit.enter()).isTrue();
  }

  @Test
  void a_server_that_has_just_started_lets_in_the_most_however_slow_its_first_calls_are() {
    load(MOST, millis(500), millis(5_000));

    assertThat(limit.limit()).isEqualTo(MOST);
    assertThat(limit.expect()).isTrue();
  }

  @Test
  void calls_that_take_longer_lower_nothing_as_long_as_none_is_refused() {
    load(20, millis(10), millis(5_000));
    load(60, millis(500), millis(5_000));

    assertThat(limit.limit()).isEqualTo(MOST);
  }

  @Test
  void under_overload_it_lowers_itself_until_calls_take_hardly_longer_than_usual() {
    load(8, millis(40), millis(5_000));

    loadTwoAtATime(millis(10), millis(10_000));

    assertThat(limit.limit()).isBetween(10, 14);
  }

  @Test
  void calls_of_a_few_milliseconds_are_never_too_slow() {
    load(8, millis(1), millis(5_000));

    load(1_000, millis(4), millis(10_000));

    assertThat(limit.limit()).isEqualTo(MOST);
  }

  @Test
  void it_is_never_lower_than_the_least() {
    load(8, millis(10), millis(5_000));
    load(1_000, millis(1_000), millis(10_000));

    assertThat(limit.limit()).isEqualTo(LEAST);
    assertThat(limit.enter()).isTrue();
  }

  @Test
  void after_an_overload_it_is_the_most_again_within_a_second() {
    load(8, millis(10), millis(5_000));
    load(1_000, millis(1_000), millis(10_000));

    load(3, millis(10), millis(1_000));

    assertThat(limit.limit()).isEqualTo(MOST);
  }

  @Test
  void where_it_was_lowered_too_far_it_rises_although_calls_are_still_refused() {
    load(8, millis(10), millis(5_000));
    load(1_000, millis(1_000), millis(10_000));
    assertThat(limit.limit()).isEqualTo(LEAST);

    load(1_000, millis(10), millis(3_000));

    assertThat(limit.limit()).isEqualTo(MOST);
  }

  @Test
  void an_overload_does_not_become_what_is_usual() {
    load(8, millis(40), millis(5_000));

    loadTwoAtATime(millis(10), millis(600_000));

    assertThat(limit.limit()).isBetween(10, 14);
  }

  @Test
  void what_became_slower_for_good_does_not_hold_it_down_for_ever() {
    load(8, millis(10), millis(5_000));
    load(1_000, millis(100), millis(5_000));
    assertThat(limit.limit()).isEqualTo(LEAST);

    load(1_000, millis(100), millis(600_000));

    assertThat(limit.limit()).isEqualTo(MOST);
  }

  @Test
  void without_knowing_what_is_usual_it_only_bounds() {
    load(1_000, millis(1_000), millis(10_000));

    assertThat(limit.limit()).isEqualTo(MOST);
  }

  /// Calls that come by chance to a server which carries out so many at once, the rest in the order
  /// in which they came.
  private final class Flood {
    private record Call(long came, long needs) {}

    private record Running(Call call, long done) {}

    private final Random random = new Random(7);
    private final int atOnce;
    private final ToDoubleFunction<Random> millis;
    private final Queue<Call> waiting = new ArrayDeque<>();
    private final PriorityQueue<Running> running =
        new PriorityQueue<>(Comparator.comparingLong(Running::done));
    private long nextArrival;

    private Flood(int atOnce, ToDoubleFunction<Random> millis) {
      this.atOnce = atOnce;
      this.millis = millis;
    }

    /// @return how long those took that were let in, in nanoseconds, sorted
    private List<Long> calls(double perSecond, Duration all) {
      List<Long> took = new ArrayList<>();
      nextArrival = now;
      for (long end = now + all.toNanos(); now < end; ) {
        if (running.isEmpty() || nextArrival <= running.element().done()) {
          now = nextArrival;
          nextArrival += (long) (random.nextExponential() * 1e9 / perSecond);
          if (limit.expect()) {
            waiting.add(new Call(now, (long) (millis.applyAsDouble(random) * 1e6)));
          }
        } else {
          Running done = running.remove();
          now = done.done();
          limit.leave(now - done.call().came());
          took.add(now - done.call().came());
        }
        while (running.size() < atOnce && !waiting.isEmpty()) {
          Call call = waiting.remove();
          limit.begin();
          if (limit.enter()) {
            running.add(new Running(call, now + call.needs()));
          }
        }
      }
      return took.stream().sorted().toList();
    }
  }

  private static double millisOf(List<Long> sorted, double share) {
    return sorted.get((int) (share * sorted.size())) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  /// The promise in its pure form, where no caller takes processors from the server.
  @ParameterizedTest
  @CsvSource({
    "2, equal",
    "2, random",
    "2, quick_and_slow",
    "16, equal",
    "16, random",
    "16, quick_and_slow"
  })
  void of_a_tenfold_flood_those_let_in_take_at_most_twice_the_usual_p99(int atOnce, String calls) {
    ToDoubleFunction<Random> millis =
        switch (calls) {
          case "equal" -> random -> 10;
          case "random" -> random -> 10 * random.nextExponential();
          default -> random -> random.nextInt(10) == 0 ? 55 : 5;
        };
    Flood flood = new Flood(atOnce, millis);
    double capacity = atOnce * 100;
    double rate = 0.6 * capacity;
    var _ = flood.calls(rate, Duration.ofSeconds(20));
    double usual = millisOf(flood.calls(rate, Duration.ofSeconds(60)), 0.99);

    var _ = flood.calls(10 * rate, Duration.ofSeconds(1));
    List<Long> letIn = flood.calls(10 * rate, Duration.ofSeconds(60));
    List<Long> first = flood.calls(rate, Duration.ofSeconds(3));
    double after = millisOf(flood.calls(rate, Duration.ofSeconds(60)), 0.99);

    assertThat(millisOf(letIn, 0.99)).isLessThanOrEqualTo(2 * usual);
    assertThat(letIn.size() / 60.0).as("calls carried out per second").isGreaterThan(rate);
    assertThat(first.size() / 3.0).as("served right after it").isGreaterThan(0.8 * rate);
    assertThat(after).isLessThanOrEqualTo(1.2 * usual);
  }
}
