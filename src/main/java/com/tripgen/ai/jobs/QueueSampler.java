package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks now and then how the queues are, for those who watch over the service. Of all processes
/// one does it, the worker whose lease has the lowest id; while no worker lives, every other
/// process does, because then it matters most.
public final class QueueSampler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueueSampler.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /// Of the count in the database, which shares its pool with health and leases.
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Database database;
  private final Worker worker;
  private final JobObserver observer;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("queue-sampler").factory());

  public QueueSampler(Database database, Worker worker, JobObserver observer) {
    this.database = database;
    this.worker = worker;
    this.observer = observer;
  }

  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(this::sample, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sample() {
    try {
      observer.queues(states());
    } catch (RuntimeException e) {
      LOG.debug("the queues could not be counted", e);
      observer.queues(List.of());
    }
  }

  private List<QueueState> states() {
    return database.reserved(
        session -> {
          QueueStateMapper queues = session.getMapper(QueueStateMapper.class);
          var _ = queues.limit(LONGEST.toMillis() + "ms");
          return queues.isSampler(worker.workerId().orElse(null)) ? queues.states() : List.of();
        });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
