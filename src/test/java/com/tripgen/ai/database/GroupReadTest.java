package com.tripgen.ai.database;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupReadTest {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Set<String>> reads = new LinkedBlockingQueue<>();
  private final Queue<Context> contexts = new ConcurrentLinkedQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch releaseSlow = new CountDownLatch(1);
  private final GroupRead<String, Integer> group = new GroupRead<>(this::read);

  @AfterEach
  void close() {
    release.countDown();
    releaseSlow.countDown();
    callers.shutdownNow();
  }

  /// Knows two keys, and holds what asks for `held` or `slow` until it is released.
  private Map<String, Integer> read(Set<String> keys) {
    contexts.add(Context.current());
    reads.add(keys);
    try {
      if (keys.contains("held")) {
        release.await();
      }
      if (keys.contains("slow")) {
        releaseSlow.await();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Map.of("one", 1, "two", 2);
  }

  private List<Future<Optional<Integer>>> behindThoseUnderWay(String... keys) throws Exception {
    for (int i = 0; i < 2; i++) {
      var _ = callers.submit(() -> group.find("held"));
      assertThat(reads.take()).containsExactly("held");
    }
    List<Future<Optional<Integer>>> answers = new ArrayList<>();
    for (String key : keys) {
      answers.add(callers.submit(() -> group.find(key)));
    }
    eventually(() -> assertThat(group.waiting()).isEqualTo(keys.length));
    return answers;
  }

  @Test
  void a_lone_caller_is_answered_at_once() {
    assertThat(group.find("two")).contains(2);
    assertThat(group.find("three")).isEmpty();
  }

  @Test
  void callers_share_a_read_and_each_gets_what_is_its_own() throws Exception {
    var answers = behindThoseUnderWay("one", "two", "three", "one");

    release.countDown();

    assertThat(answers.get(0).get()).contains(1);
    assertThat(answers.get(1).get()).contains(2);
    assertThat(answers.get(2).get()).isEmpty();
    assertThat(answers.get(3).get()).contains(1);
    assertThat(reads).containsExactly(Set.of("one", "two", "three"));
  }

  @Test
  void who_leaves_does_not_wait_for_a_read_that_is_under_way() throws Exception {
    Context.CancellableContext call = Context.current().withCancellation();
    Future<?> caller = callers.submit(call.wrap(() -> group.find("held")));
    assertThat(reads.take()).containsExactly("held");

    call.cancel(null);

    assertThatThrownBy(caller::get).hasCauseInstanceOf(StatementCancelledException.class);
    assertThat(release.getCount()).isEqualTo(1);
  }

  @Test
  void the_last_who_leaves_ends_the_read() throws Exception {
    var _ = behindThoseUnderWay();
    Context.CancellableContext one = Context.current().withCancellation();
    Context.CancellableContext other = Context.current().withCancellation();
    Future<?> left = callers.submit(one.wrap(() -> group.find("slow")));
    Future<?> last = callers.submit(other.wrap(() -> group.find("two")));
    eventually(() -> assertThat(group.waiting()).isEqualTo(2));
    contexts.clear();
    release.countDown();
    assertThat(reads.take()).containsExactlyInAnyOrder("slow", "two");
    Context read = contexts.element();

    one.cancel(null);

    assertThatThrownBy(left::get).hasCauseInstanceOf(StatementCancelledException.class);
    assertThat(read.isCancelled()).isFalse();

    other.cancel(null);

    assertThatThrownBy(last::get).hasCauseInstanceOf(StatementCancelledException.class);
    assertThat(read.isCancelled()).isTrue();
  }
}
