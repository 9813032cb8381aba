package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.HintChannel;
import com.tripgen.ai.database.HintSettings;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.support.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/// One replica's job engine on a test database.
final class Engine implements AutoCloseable {
  /// Too long to lapse by itself in a test; those about leases move the row.
  static final Duration LONG_LEASE = Duration.ofMinutes(5);

  /// Notices within half a second that its row was moved.
  static final Duration SHORT_LEASE = Duration.ofMillis(1500);

  private static final PoolSettings POOLS =
      new PoolSettings(16, 2, Duration.ofSeconds(2), Duration.ofSeconds(60));

  final Database database;
  final HintChannel hints;
  final JobSignals signals;
  final JobQueue queue;
  final JobRuns runs;
  final JobWatch watch;
  private final Map<String, JobListener> listeners;
  private final JobLimits limits;
  private final List<Worker> workers = new ArrayList<>();

  Engine(TestDatabase testDatabase) {
    this(testDatabase, Map.of());
  }

  Engine(TestDatabase testDatabase, Map<String, JobListener> listeners) {
    this(testDatabase, listeners, JobLimits.DEFAULT);
  }

  Engine(TestDatabase testDatabase, JobLimits limits) {
    this(testDatabase, Map.of(), limits);
  }

  private Engine(TestDatabase testDatabase, Map<String, JobListener> listeners, JobLimits limits) {
    this.listeners = listeners;
    this.limits = limits;
    this.database = new Database(testDatabase.service(), POOLS);
    this.hints = HintChannel.open(testDatabase.service(), HintSettings.DEFAULT);
    this.signals = new JobSignals(hints);
    this.queue =
        new JobQueue(database, signals, listeners, limits, () -> UUID.randomUUID().toString());
    this.runs = new JobRuns(database, signals, listeners);
    this.watch = watch(Duration.ofMinutes(10));
  }

  /// A replica that hears nothing of the others, and they nothing of it.
  static Engine deaf(TestDatabase testDatabase) {
    Engine engine = new Engine(testDatabase);
    engine.hints.close();
    return engine;
  }

  JobWatch watch(Duration maxAge) {
    JobWatch made =
        new JobWatch(
            database, signals, new WatchSettings(Duration.ofMillis(500), maxAge), new Random(1));
    made.start();
    return made;
  }

  /// Starts a worker process as far as the database can tell.
  Worker work(JobHandler... handlers) {
    return work(LONG_LEASE, handlers);
  }

  Worker work(Duration lease, JobHandler... handlers) {
    return work(lease, Duration.ofMillis(200), handlers);
  }

  Worker work(Duration lease, Duration grace, JobHandler... handlers) {
    Worker worker =
        new Worker(
            database,
            signals,
            listeners,
            Arrays.asList(handlers),
            new WorkerSettings(
                lease,
                Duration.ofMillis(200),
                grace,
                new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(200), new Random(1)),
                Map.of(
                    JobType.SCHEDULE_GENERATION, 4,
                    JobType.RECOMMENDATION_GENERATION, 4),
                limits.running()));
    workers.add(worker);
    worker.start();
    return worker;
  }

  /// The mapper in a transaction of its own.
  <T> T jobs(Function<JobMapper, T> work) {
    return database.transaction(session -> work.apply(session.getMapper(JobMapper.class)));
  }

  /// Stores progress as the worker of a claim does; false when it is refused.
  boolean report(Claim claim, int percent) {
    return runs.progress(
            List.of(
                new ProgressRow(
                    claim.jobId(), claim.claimNumber(), claim.workerId(), percent, "planning")))
        .contains(claim);
  }

  /// The statement for many, for one job.
  static Optional<StoredProgress> progress(JobMapper jobs, Claim claim, int percent) {
    return jobs
        .progress(
            List.of(
                new ProgressRow(
                    claim.jobId(), claim.claimNumber(), claim.workerId(), percent, "planning")))
        .stream()
        .findFirst();
  }

  static Optional<StoredCompletion> complete(JobMapper jobs, Claim claim) {
    return jobs
        .complete(
            List.of(
                new CompletionRow(
                    claim.jobId(), claim.claimNumber(), claim.workerId(), "storing", "{}")))
        .stream()
        .findFirst();
  }

  Job submit(String requestId) {
    return submit(job(requestId));
  }

  Job submit(NewJob job) {
    return queue.submit(job).job();
  }

  /// Claims the one job that is due, as the worker would.
  Job claim(UUID workerId) {
    List<Job> claimed = claim(workerId, JobType.SCHEDULE_GENERATION, 10);
    if (claimed.size() != 1) {
      throw new AssertionError("expected one job that is due, claimed " + claimed);
    }
    return claimed.getFirst();
  }

  /// One claim of a worker that looks at every queue first.
  List<Job> claim(UUID workerId, JobType type, int limit) {
    DueQueues queues = new DueQueues();
    queues.seen(runs.dueQueues(type, "", 1000));
    return queues.isEmpty()
        ? List.of()
        : runs.claim(workerId, type, queues.next(1000), true, limit);
  }

  static NewJob job(String requestId) {
    return job(requestId, NewJob.Options.DEFAULT);
  }

  static NewJob job(String requestId, NewJob.Options given) {
    return new NewJob(
        JobType.SCHEDULE_GENERATION,
        "{\"trip_id\": \"trip-1\"}",
        "trip-1",
        new NewJob.Options(
            requestId,
            given.priority(),
            given.runTime(),
            given.maxAttempts(),
            given.attemptTimeout(),
            given.fairnessKey(),
            given.labels()));
  }

  /// The default options but for these.
  static NewJob.Options attempts(int maxAttempts) {
    return attempts(maxAttempts, NewJob.Options.DEFAULT_ATTEMPT_TIMEOUT);
  }

  static NewJob.Options attempts(int maxAttempts, Duration timeout) {
    return new NewJob.Options(null, 0, null, maxAttempts, timeout, "", Map.of());
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
    watch.close();
    hints.close();
    database.close();
  }
}
