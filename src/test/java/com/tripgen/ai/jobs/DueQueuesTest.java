package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.jobs.DueQueues.Probe;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whose turn it is, and from where a queue is read.
class DueQueuesTest {
  private static final Instant NOON = Instant.parse("2027-04-05T12:00:00Z");

  private final DueQueues queues = new DueQueues();

  @Test
  void keys_take_turns_and_begin_again_after_the_last() {
    add("a", "b", "c");

    assertThat(keys(2)).containsExactly("a", "b");
    served("a");
    assertThat(keys(2)).containsExactly("b", "c");
    served("c");
    assertThat(keys(3)).containsExactly("a", "b", "c");
    served("b");
    assertThat(keys(3)).containsExactly("c", "a", "b");
  }

  @Test
  void the_turn_goes_on_after_the_last_key_that_got_the_most() {
    add("a", "b", "c");

    queues.served(queues.next(3), List.of(job("a", 0), job("b", 0), job("c", 0), job("a", 0)));

    assertThat(keys(3)).containsExactly("b", "c", "a");
  }

  @Test
  void a_key_is_probed_from_its_highest_priority_down() {
    queues.add(new QueueKey("a", 3));
    queues.add(new QueueKey("a", 9));
    queues.add(new QueueKey("a", 0));

    assertThat(queues.next(1))
        .extracting(probe -> probe.queue().priority())
        .containsExactly(9, 3, 0);
  }

  @Test
  void a_queue_is_read_from_the_beginning_at_first_and_then_from_what_was_claimed() {
    add("a");
    assertThat(mark("a")).isNull();

    queues.served(queues.next(1), List.of(job("a", 60)));

    assertThat(mark("a")).isEqualTo(NOON.plusSeconds(60).minus(DueQueues.LATE_COMMIT));
  }

  @Test
  void a_mark_does_not_go_back_by_a_claim() {
    add("a");
    queues.served(queues.next(1), List.of(job("a", 60)));
    queues.served(queues.next(1), List.of(job("a", 30)));

    assertThat(mark("a")).isEqualTo(NOON.plusSeconds(60).minus(DueQueues.LATE_COMMIT));
  }

  @Test
  void an_empty_queue_is_left_out_until_something_is_due_again() {
    add("a", "b");

    queues.seen(List.of(head("a", null, 100), head("b", 90, 100)));
    assertThat(keys(9)).containsExactly("b");

    add("a");
    assertThat(keys(9)).containsExactly("a", "b");
    assertThat(mark("a")).isEqualTo(NOON.plusSeconds(100).minus(DueQueues.LATE_COMMIT));
  }

  @Test
  void a_job_found_below_the_mark_lowers_it() {
    add("a");
    queues.served(queues.next(1), List.of(job("a", 60)));

    queues.seen(List.of(head("a", 10, 100)));

    assertThat(mark("a")).isEqualTo(NOON.plusSeconds(10));
  }

  private void add(String... keys) {
    for (String key : keys) {
      queues.add(new QueueKey(key, 0));
    }
  }

  private void served(String key) {
    queues.served(queues.next(3), List.of(job(key, 0)));
  }

  private List<String> keys(int most) {
    return queues.next(most).stream().map(probe -> probe.queue().fairnessKey()).toList();
  }

  private @Nullable Instant mark(String key) {
    for (Probe probe : queues.next(9)) {
      if (probe.queue().fairnessKey().equals(key)) {
        return probe.mark();
      }
    }
    throw new AssertionError(key + " is not due");
  }

  private static QueueHead head(String key, @Nullable Integer seconds, int readAtSeconds) {
    return new QueueHead(
        key,
        0,
        seconds == null ? null : NOON.plusSeconds(seconds),
        NOON.plusSeconds(readAtSeconds));
  }

  private static Job job(String fairnessKey, int seconds) {
    Instant time = NOON.plusSeconds(seconds);
    return new Job(
        1,
        "r-1",
        "SCHEDULE_GENERATION",
        JobStatus.PROCESSING,
        0,
        null,
        null,
        0,
        fairnessKey,
        "",
        "{}",
        1,
        3,
        1000,
        1,
        null,
        false,
        false,
        2,
        null,
        null,
        null,
        time,
        time,
        time,
        null,
        time,
        null,
        null,
        null,
        null);
  }
}
