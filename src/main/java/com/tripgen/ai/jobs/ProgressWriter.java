package com.tripgen.ai.jobs;

import com.tripgen.ai.database.DatabaseUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores the progress of running attempts, of all that have some at once in one statement.
///
/// No handler waits for it. What newer progress or the end of an attempt overtakes before its turn
/// comes is never stored.
final class ProgressWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressWriter.class);
  private static final int MOST_AT_ONCE = 256;

  private final JobRuns runs;
  private final BlockingQueue<Attempt> waiting = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::run);

  ProgressWriter(JobRuns runs) {
    this.runs = runs;
  }

  void start() {
    thread.start();
  }

  /// The attempt may have progress to store.
  void offer(Attempt attempt) {
    waiting.add(attempt);
  }

  private void run() {
    List<Attempt> next = new ArrayList<>();
    try {
      while (true) {
        next.add(waiting.take());
        waiting.drainTo(next, MOST_AT_ONCE - 1);
        store(next);
        next.clear();
      }
    } catch (InterruptedException e) {
      // The worker is closed.
    }
  }

  private record Due(ProgressRow row, Attempt attempt) {}

  private void store(List<Attempt> attempts) {
    List<Due> due =
        attempts.stream()
            .flatMap(attempt -> attempt.progressDue().map(row -> new Due(row, attempt)).stream())
            .toList();
    if (due.isEmpty()) {
      return;
    }
    try {
      storeAll(due);
    } catch (DatabaseUnavailableException e) {
      LOG.debug("the progress of {} jobs was not stored", due.size(), e);
    } catch (RuntimeException e) {
      // One that cannot be stored must not keep the others back.
      due.forEach(this::storeAlone);
    }
  }

  private void storeAll(List<Due> due) {
    Set<Claim> stored = runs.progress(due.stream().map(Due::row).toList());
    due.stream()
        .filter(it -> !stored.contains(it.row().claim()))
        .forEach(it -> it.attempt().progressRefused());
  }

  private void storeAlone(Due due) {
    try {
      storeAll(List.of(due));
    } catch (RuntimeException e) {
      LOG.debug("the progress of job {} was not stored", due.row().jobId(), e);
    }
  }

  /// Stores nothing more.
  @Override
  public void close() {
    thread.interrupt();
  }
}
