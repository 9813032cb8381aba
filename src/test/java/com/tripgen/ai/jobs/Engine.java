package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.HintChannel;
import com.tripgen.ai.database.HintSettings;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.support.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// One replica's job engine on a test database.
final class Engine implements AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(2);

  final TestDatabase testDatabase;
  final Database database;
  final HintChannel hints;
  final JobSignals signals;
  final JobQueue queue;
  final JobWatch watch;
  private final List<Worker> workers = new ArrayList<>();

  Engine(TestDatabase testDatabase) {
    this(testDatabase, Map.of());
  }

  Engine(TestDatabase testDatabase, Map<String, JobListener> listeners) {
    this.testDatabase = testDatabase;
    this.database = new Database(testDatabase.service(), PoolSettings.DEFAULT);
    this.hints = HintChannel.open(testDatabase.service(), HintSettings.DEFAULT);
    this.signals = new JobSignals(hints);
    this.queue = new JobQueue(database, signals, listeners, () -> UUID.randomUUID().toString());
    this.watch =
        new JobWatch(
            database,
            signals,
            new WatchSettings(Duration.ofMillis(500), Duration.ofMinutes(10)),
            new Random(1));
    watch.start();
  }

  /// Starts a worker process as far as the database can tell.
  Worker work(JobHandler... handlers) {
    return work(LEASE, List.of(handlers));
  }

  Worker work(Duration lease, Collection<JobHandler> handlers) {
    Worker worker =
        new Worker(
            database,
            signals,
            Map.of(),
            handlers,
            new WorkerSettings(
                lease,
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(200), new Random(1)),
                Map.of(
                    JobType.SCHEDULE_GENERATION, 4,
                    JobType.RECOMMENDATION_GENERATION, 4)));
    worker.start();
    workers.add(worker);
    return worker;
  }

  static NewJob job(String requestId) {
    return job(requestId, NewJob.Options.DEFAULT);
  }

  static NewJob job(String requestId, NewJob.Options options) {
    return new NewJob(
        JobType.SCHEDULE_GENERATION,
        "{\"trip_id\":\"trip-1\"}",
        "trip-1",
        new NewJob.Options(
            requestId,
            options.priority(),
            options.runTime(),
            options.maxAttempts(),
            options.attemptTimeout(),
            options.fairnessKey(),
            options.labels()));
  }

  Job submit(String requestId) {
    return queue.submit(job(requestId), JobCompletion.Rows.NONE).job();
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
    watch.close();
    hints.close();
    database.close();
  }
}
