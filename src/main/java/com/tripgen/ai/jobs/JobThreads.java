package com.tripgen.ai.jobs;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread for every task that runs, as many as that takes. Tasks may be shorter than it takes to
/// wake a thread: so only one is woken at a time, which wakes the next while tasks are left, and
/// meanwhile those that are awake take what they can. A pool of the JDK wakes one for every task.
final class JobThreads implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobThreads.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final long idleNanos;
  private long started;
  private int idle;

  /// Whether a thread is on its way to the tasks.
  private boolean coming;

  private boolean closed;

  JobThreads() {
    this(TimeUnit.MINUTES.toNanos(1));
  }

  /// @param idleNanos for how long a thread waits for a task
  JobThreads(long idleNanos) {
    this.idleNanos = idleNanos;
  }

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      tasks.add(task);
      callOne();
    } finally {
      lock.unlock();
    }
  }

  private void callOne() {
    if (coming || tasks.isEmpty()) {
      return;
    }
    if (idle > 0) {
      coming = true;
      given.signal();
    } else {
      startOne();
    }
  }

  private void startOne() {
    try {
      Thread.ofPlatform().daemon().name("job-" + started).start(this::runTasks);
      started++;
      coming = true;
    } catch (OutOfMemoryError e) {
      LOG.error("a job waits for the end of another: no thread could be started", e);
    }
  }

  private void runTasks() {
    for (Optional<Runnable> task = arrive(); task.isPresent(); task = next()) {
      // One meant for the task before may come as late as together with the next task.
      var _ = Thread.interrupted();
      task.get().run();
    }
  }

  private Optional<Runnable> arrive() {
    lock.lock();
    try {
      coming = false;
      return take();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Runnable> take() {
    Optional<Runnable> task = Optional.ofNullable(tasks.poll());
    callOne();
    return task;
  }

  /// Empty when there was none for long.
  private Optional<Runnable> next() {
    lock.lock();
    try {
      long left = idleNanos;
      while (tasks.isEmpty() && !closed && left > 0) {
        idle++;
        try {
          left = given.awaitNanos(left);
        } catch (InterruptedException e) {
          LOG.debug("an interrupt meant for a job came after its end", e);
        }
        idle--;
        coming = false;
      }
      return take();
    } finally {
      lock.unlock();
    }
  }

  /// Lets the threads go that have nothing to run; what is running or given still runs.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      given.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
