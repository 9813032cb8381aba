package com.tripgen.ai.database;

import static com.tripgen.ai.support.Eventually.await;
import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {
  private static final String BAD = "bad";
  private static final GroupCommit.Limits ONE_BATCH =
      new GroupCommit.Limits(1, 256, 1000, Duration.ofSeconds(20));

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<List<String>> sent = new LinkedBlockingQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final GroupCommit<String, String> group = group(ONE_BATCH);

  @AfterEach
  void close() {
    release.countDown();
    callers.shutdownNow();
  }

  private GroupCommit<String, String> group(GroupCommit.Limits limits) {
    return new GroupCommit<>(this::store, String::length, limits);
  }

  /// Holds the item `first` until it is released, and refuses every batch with a bad item.
  private List<String> store(List<String> items) {
    sent.add(items);
    if (items.contains("first")) {
      hold(release);
    }
    if (items.contains(BAD)) {
      throw new IllegalArgumentException("a bad item");
    }
    return items.stream().map(item -> item + "!").toList();
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Future<String> call(GroupCommit<String, String> to, String item) {
    return callers.submit(() -> to.submit(item));
  }

  /// The first batch is under way and these wait for it, in this order.
  private List<Future<String>> behindTheFirst(GroupCommit<String, String> to, String... items)
      throws Exception {
    List<Future<String>> answers = new ArrayList<>(List.of(call(to, "first")));
    assertThat(sent.take()).containsExactly("first");
    for (int i = 0; i < items.length; i++) {
      int waiting = i + 1;
      answers.add(call(to, items[i]));
      eventually(() -> assertThat(to.waiting()).isEqualTo(waiting));
    }
    return answers;
  }

  @Test
  void a_lone_caller_is_sent_at_once_and_alone() {
    assertThat(group.submit("a")).isEqualTo("a!");
    assertThat(group.submit("b")).isEqualTo("b!");

    assertThat(sent).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void callers_that_come_while_a_batch_is_under_way_share_the_next_one() throws Exception {
    List<Future<String>> answers = behindTheFirst(group, "a", "b", "c");

    release.countDown();

    assertThat(answers.get(0).get()).isEqualTo("first!");
    assertThat(answers.get(1).get()).isEqualTo("a!");
    assertThat(answers.get(2).get()).isEqualTo("b!");
    assertThat(answers.get(3).get()).isEqualTo("c!");
    assertThat(sent).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void as_many_batches_are_under_way_at_once_as_may_be() throws Exception {
    var two = group(new GroupCommit.Limits(2, 256, 1000, Duration.ofSeconds(20)));
    Future<String> first = call(two, "first");
    assertThat(sent.take()).containsExactly("first");
    Future<String> again = call(two, "first");
    assertThat(sent.take()).containsExactly("first");
    Future<String> third = call(two, "third");
    eventually(() -> assertThat(two.waiting()).isEqualTo(1));

    release.countDown();

    assertThat(first.get()).isEqualTo("first!");
    assertThat(again.get()).isEqualTo("first!");
    assertThat(third.get()).isEqualTo("third!");
  }

  @Test
  void a_batch_holds_no_more_items_than_its_limit() throws Exception {
    var two = group(new GroupCommit.Limits(1, 2, 1000, Duration.ofSeconds(20)));
    List<Future<String>> answers = behindTheFirst(two, "a", "b", "c");

    release.countDown();

    assertThat(answers.getLast().get()).isEqualTo("c!");
    assertThat(sent).containsExactly(List.of("a", "b"), List.of("c"));
  }

  @Test
  void a_heavy_item_makes_a_batch_of_its_own() throws Exception {
    var light = group(new GroupCommit.Limits(1, 100, 3, Duration.ofSeconds(20)));
    List<Future<String>> answers = behindTheFirst(light, "a", "b", "heavy", "c");

    release.countDown();

    assertThat(answers.getLast().get()).isEqualTo("c!");
    assertThat(sent).containsExactly(List.of("a", "b"), List.of("heavy"), List.of("c"));
  }

  @Test
  void in_a_failing_batch_the_bad_item_fails_alone() throws Exception {
    List<Future<String>> answers = behindTheFirst(group, "a", BAD, "b");

    release.countDown();

    assertThat(answers.get(1).get()).isEqualTo("a!");
    assertThat(answers.get(3).get()).isEqualTo("b!");
    assertThatThrownBy(answers.get(2)::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("a bad item");
    assertThat(sent)
        .containsExactly(List.of("a", BAD, "b"), List.of("a"), List.of(BAD), List.of("b"));
  }

  @Test
  void a_batch_that_finds_no_database_is_not_repeated() throws Exception {
    var away =
        new GroupCommit<String, String>(
            items -> {
              var answers = store(items);
              if (items.size() > 1) {
                throw new DatabaseUnavailableException("away", null);
              }
              return answers;
            },
            String::length,
            ONE_BATCH);
    List<Future<String>> answers = behindTheFirst(away, "a", "b");

    release.countDown();

    for (Future<String> answer : answers.subList(1, 3)) {
      assertThatThrownBy(answer::get).hasCauseInstanceOf(DatabaseUnavailableException.class);
    }
    assertThat(sent).containsExactly(List.of("a", "b"));
  }

  @Test
  void a_database_that_vanishes_while_a_failed_batch_is_repeated_is_asked_once() throws Exception {
    var vanishing =
        new GroupCommit<String, String>(
            items -> {
              var answers = store(items);
              if (items.contains("vanish")) {
                throw new DatabaseUnavailableException("away", null);
              }
              return answers;
            },
            String::length,
            ONE_BATCH);
    List<Future<String>> answers = behindTheFirst(vanishing, "a", BAD, "vanish", "b", "c");

    release.countDown();

    assertThat(answers.get(1).get()).isEqualTo("a!");
    for (Future<String> answer : answers.subList(3, 6)) {
      assertThatThrownBy(answer::get)
          .hasCauseInstanceOf(DatabaseUnavailableException.class)
          .hasRootCauseMessage("away");
    }
    assertThat(sent)
        .containsExactly(
            List.of("a", BAD, "vanish", "b", "c"), List.of("a"), List.of(BAD), List.of("vanish"));
  }

  @Test
  void a_slow_item_fails_alone_and_many_of_them_make_the_rest_fail() throws Exception {
    var limits = new GroupCommit.Limits(1, 256, 1000, Duration.ofMillis(100));
    var slow =
        new GroupCommit<String, String>(
            items -> {
              var answers = store(items);
              if (items.stream().anyMatch(item -> item.startsWith("slow"))) {
                CountDownLatch ended = new CountDownLatch(1);
                Context batch = Context.current();
                batch.addListener(context -> ended.countDown(), Runnable::run);
                hold(ended);
                throw CallerCancellation.cancelled(batch, null);
              }
              return answers;
            },
            String::length,
            limits);
    List<Future<String>> answers =
        behindTheFirst(slow, "slow-1", "a", "slow-2", "slow-3", "slow-4", "b");

    release.countDown();

    assertThat(answers.get(2).get()).isEqualTo("a!");
    for (int late : new int[] {1, 3, 4, 5, 6}) {
      assertThatThrownBy(answers.get(late)::get)
          .hasCauseInstanceOf(DatabaseUnavailableException.class);
    }
    assertThat(sent).contains(List.of("slow-2")).doesNotContain(List.of("slow-3"), List.of("b"));
  }

  @Test
  void even_an_error_reaches_the_caller_and_later_ones_are_served() {
    var failing =
        new GroupCommit<String, String>(
            items -> {
              if (items.contains(BAD)) {
                throw new StackOverflowError();
              }
              return store(items);
            });

    assertThatThrownBy(() -> failing.submit(BAD)).isInstanceOf(StackOverflowError.class);
    assertThat(failing.submit("a")).isEqualTo("a!");
  }

  @Test
  void who_leaves_before_the_batch_is_sent_is_left_out_of_it() throws Exception {
    List<Future<String>> answers = behindTheFirst(group, "a");
    Context.CancellableContext leaving = Context.current().withCancellation();
    Callable<String> call = leaving.wrap(() -> group.submit("left"));
    Future<String> left = callers.submit(call);
    eventually(() -> assertThat(group.waiting()).isEqualTo(2));

    leaving.cancel(null);

    assertThatThrownBy(left::get).hasCauseInstanceOf(StatementCancelledException.class);
    release.countDown();
    assertThat(answers.getLast().get()).isEqualTo("a!");
    assertThat(sent).containsExactly(List.of("a"));
  }

  @Test
  void who_leaves_after_it_is_sent_learns_the_outcome_and_harms_nobody() throws Exception {
    Context.CancellableContext leaving = Context.current().withCancellation();
    Callable<String> call = leaving.wrap(() -> group.submit("first"));
    Future<String> answer = callers.submit(call);
    assertThat(sent.take()).containsExactly("first");

    leaving.cancel(null);
    release.countDown();

    assertThat(answer.get()).isEqualTo("first!");
  }

  @Test
  void a_caller_who_has_left_already_is_not_sent() {
    Context.CancellableContext gone = Context.current().withCancellation();
    gone.cancel(null);

    assertThatThrownBy(() -> gone.call(() -> group.submit("a")))
        .isInstanceOf(StatementCancelledException.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void who_leaves_while_a_failed_batch_is_repeated_is_left_out() throws Exception {
    CountDownLatch repeating = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    var group =
        new GroupCommit<String, String>(
            items -> {
              if (items.equals(List.of(BAD))) {
                repeating.countDown();
                hold(left);
              }
              return store(items);
            },
            String::length,
            ONE_BATCH);
    List<Future<String>> answers = behindTheFirst(group, BAD);
    Context.CancellableContext leaving = Context.current().withCancellation();
    Callable<String> call = leaving.wrap(() -> group.submit("a"));
    Future<String> leaver = callers.submit(call);
    eventually(() -> assertThat(group.waiting()).isEqualTo(2));
    release.countDown();
    await(repeating);

    leaving.cancel(null);

    assertThatThrownBy(leaver::get).hasCauseInstanceOf(StatementCancelledException.class);
    left.countDown();
    assertThatThrownBy(answers.getLast()::get).hasRootCauseMessage("a bad item");
    assertThat(sent).containsExactly(List.of(BAD, "a"), List.of(BAD));
  }

  @Test
  void an_interrupted_caller_has_its_answer_and_stays_interrupted() throws Exception {
    Future<Boolean> interrupted =
        callers.submit(
            () -> {
              Thread.currentThread().interrupt();
              assertThat(group.submit("a")).isEqualTo("a!");
              return Thread.currentThread().isInterrupted();
            });

    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void a_batch_ends_at_its_own_limit_whatever_its_callers_would_wait() {
    var impatient =
        new GroupCommit<String, String>(
            items -> {
              CountDownLatch ended = new CountDownLatch(1);
              Context batch = Context.current();
              batch.addListener(context -> ended.countDown(), Runnable::run);
              hold(ended);
              throw CallerCancellation.cancelled(batch, null);
            },
            item -> 0,
            new GroupCommit.Limits(1, 10, 10, Duration.ofMillis(50)));

    assertThatThrownBy(() -> impatient.submit("a"))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessage("no commit within 50 ms");
  }

  @Test
  void a_batch_has_more_time_than_its_caller() throws Exception {
    var clock = Executors.newSingleThreadScheduledExecutor();
    Context.CancellableContext hurried =
        Context.current().withDeadlineAfter(50, TimeUnit.MILLISECONDS, clock);
    CountDownLatch late = new CountDownLatch(1);
    hurried.addListener(context -> late.countDown(), Runnable::run);
    Callable<String> call = hurried.wrap(() -> group.submit("first"));
    Future<String> answer = callers.submit(call);
    assertThat(sent.take()).containsExactly("first");
    await(late);

    release.countDown();

    assertThat(answer.get()).isEqualTo("first!");
    clock.shutdownNow();
  }
}
