package com.tripgen.ai.bench.service;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.HintChannel;
import com.tripgen.ai.database.HintSettings;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobObserver;
import com.tripgen.ai.jobs.JobSignals;
import com.tripgen.ai.jobs.RetryPolicy;
import com.tripgen.ai.jobs.Worker;
import com.tripgen.ai.jobs.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A replica in this process that runs jobs of one type, so that the bench sees what they see.
final class BenchWorker implements AutoCloseable {
  private final Database database;
  private final HintChannel hints;
  private final Worker worker;

  /// @param concurrency jobs at once
  BenchWorker(DatabaseAccess access, JobHandler handler, int concurrency, JobObserver observer) {
    this.database = new Database(access, PoolSettings.DEFAULT);
    this.hints = HintChannel.open(access, HintSettings.DEFAULT);
    Duration second = Duration.ofSeconds(1);
    this.worker =
        new Worker(
            database,
            new JobSignals(hints, observer),
            Map.of(),
            List.of(handler),
            new WorkerSettings(
                Duration.ofSeconds(30),
                second,
                Duration.ZERO,
                new RetryPolicy(second, second, new Random()),
                Map.of(handler.type(), concurrency),
                Map.of()));
    worker.start();
  }

  @Override
  public void close() {
    worker.close();
    hints.close();
    database.close();
  }
}
