package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WakeUpTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final WakeUp wakeUp = new WakeUp();

  @Test
  void a_call_ends_the_wait() throws InterruptedException {
    Thread.ofVirtual().start(wakeUp::call);

    wakeUp.await(LONG, 0, LONG);
  }

  @Test
  void a_call_that_came_before_the_wait_counts() throws InterruptedException {
    wakeUp.call();

    wakeUp.await(LONG, 0, LONG);
  }

  @Test
  void a_wait_without_a_call_ends_after_its_pause() throws InterruptedException {
    wakeUp.await(SHORT, 3, LONG);
  }

  @Test
  void as_many_calls_as_are_gathered_end_the_wait() throws InterruptedException {
    Thread.ofVirtual().start(() -> callOften(4));

    wakeUp.await(LONG, 3, LONG);
  }

  @Test
  void fewer_are_waited_for_no_longer_than_they_may_gather() throws InterruptedException {
    callOften(3);
    long start = System.nanoTime();

    wakeUp.await(LONG, 3, Duration.ofMillis(20));

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(20), Duration.ofSeconds(20));
  }

  @Test
  void calls_that_were_gathered_do_not_end_the_next_wait() throws InterruptedException {
    callOften(10);
    wakeUp.await(LONG, 3, LONG);
    long start = System.nanoTime();

    wakeUp.await(Duration.ofMillis(20), 0, LONG);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(19));
  }

  private void callOften(int times) {
    for (int i = 0; i < times; i++) {
      wakeUp.call();
    }
  }
}
