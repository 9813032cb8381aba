package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobThreadsTest {
  private static final int TASKS = 200;

  @Test
  void tasks_that_wait_for_each_other_all_run_at_once() {
    try (JobThreads threads = new JobThreads()) {
      CyclicBarrier all = new CyclicBarrier(TASKS + 1);

      for (int i = 0; i < TASKS; i++) {
        threads.execute(() -> await(all));
      }

      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> all.await());
    }
  }

  @Test
  void a_task_runs_while_all_threads_are_taken_by_others() throws InterruptedException {
    try (JobThreads threads = new JobThreads()) {
      CountDownLatch end = new CountDownLatch(1);
      CountDownLatch ran = new CountDownLatch(1);
      for (int i = 0; i < 5; i++) {
        threads.execute(() -> await(end));
      }

      threads.execute(ran::countDown);

      assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
      end.countDown();
    }
  }

  @Test
  void short_tasks_share_few_threads() throws InterruptedException {
    try (JobThreads threads = new JobThreads()) {
      Set<Thread> used = ConcurrentHashMap.newKeySet();
      CountDownLatch ran = new CountDownLatch(20_000);

      for (int i = 0; i < 20_000; i++) {
        threads.execute(
            () -> {
              used.add(Thread.currentThread());
              ran.countDown();
            });
      }

      assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(used).hasSizeLessThan(TASKS);
    }
  }

  @Test
  void a_thread_waits_for_the_next_task() throws InterruptedException {
    try (JobThreads threads = new JobThreads()) {
      var used = new LinkedBlockingQueue<Thread>();

      threads.execute(() -> used.add(Thread.currentThread()));
      Thread first = used.take();
      awaitIdle(first);
      threads.execute(() -> used.add(Thread.currentThread()));

      assertThat(used.take()).isSameAs(first);
    }
  }

  @Test
  void a_thread_ends_when_nothing_came_for_long() throws InterruptedException {
    try (JobThreads threads = new JobThreads(TimeUnit.MILLISECONDS.toNanos(1))) {
      var used = new LinkedBlockingQueue<Thread>();

      threads.execute(() -> used.add(Thread.currentThread()));
      Thread first = used.take();
      first.join();
      threads.execute(() -> used.add(Thread.currentThread()));

      assertThat(used.take()).isNotSameAs(first);
    }
  }

  @Test
  void a_task_that_throws_leaves_the_others_their_threads() throws InterruptedException {
    try (JobThreads threads = new JobThreads()) {
      var used = new LinkedBlockingQueue<Thread>();

      threads.execute(
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
            used.add(Thread.currentThread());
            throw new IllegalStateException("a task went wrong");
          });
      used.take().join();
      threads.execute(() -> used.add(Thread.currentThread()));

      assertThat(used.take().isAlive()).isTrue();
    }
  }

  @Test
  void an_interrupt_that_comes_late_does_no_harm() throws InterruptedException {
    try (JobThreads threads = new JobThreads()) {
      var used = new LinkedBlockingQueue<Thread>();
      var interrupted = new LinkedBlockingQueue<Boolean>();

      threads.execute(() -> used.add(Thread.currentThread()));
      Thread first = used.take();
      awaitIdle(first);
      first.interrupt();
      threads.execute(() -> interrupted.add(Thread.currentThread().isInterrupted()));

      assertThat(interrupted.take()).isFalse();
      assertThat(first.isAlive()).isTrue();
    }
  }

  @Test
  void a_close_lets_idle_threads_go_and_what_was_given_run() throws InterruptedException {
    JobThreads threads = new JobThreads();
    var used = new LinkedBlockingQueue<Thread>();
    CountDownLatch end = new CountDownLatch(1);
    threads.execute(
        () -> {
          used.add(Thread.currentThread());
          await(end);
        });
    Thread busy = used.take();
    threads.execute(() -> used.add(Thread.currentThread()));
    Thread idle = used.take();

    threads.close();

    idle.join();
    assertThat(busy.isAlive()).isTrue();
    end.countDown();
    busy.join();
  }

  private static void awaitIdle(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
