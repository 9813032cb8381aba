package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.errors.StatusJson;
import com.tripgen.ai.jobs.DueQueues.Probe;
import com.tripgen.ai.v1.ErrorReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ibatis.session.SqlSession;

/// What workers write: claims, progress and outcomes, each conditional on the claim that made it.
final class JobRuns {
  private static final String LEASE_LOST_MESSAGE =
      "the worker that ran the job stopped renewing its lease";
  private static final String LEASE_LOST_ERROR =
      StatusJson.write(
          new ServiceException(ErrorReason.ERROR_REASON_LEASE_LOST, LEASE_LOST_MESSAGE).status());

  private static final AttemptFailure CONNECTION_LOST =
      AttemptFailure.of(
          new ServiceException(
              ErrorReason.ERROR_REASON_LEASE_LOST,
              "the worker that ran the job lost its connection to the database"),
          0);

  private final Database database;
  private final JobSignals signals;
  private final JobListeners listeners;
  private final Completions completions;

  JobRuns(Database database, JobSignals signals, Map<String, JobListener> listeners) {
    this.database = database;
    this.signals = signals;
    this.listeners = new JobListeners(listeners);
    this.completions = new Completions(database, this.listeners);
  }

  /// @param leaseLostToo one job that lost a worker may be among them
  List<Job> claim(
      UUID workerId, JobType type, List<Probe> probes, boolean leaseLostToo, int limit) {
    List<Job> claimed =
        move(session -> claim(jobs(session), workerId, type, probes, leaseLostToo, limit));
    claimed.forEach(signals.observer()::claimed);
    return claimed;
  }

  private static List<Job> claim(
      JobMapper jobs,
      UUID workerId,
      JobType type,
      List<Probe> probes,
      boolean leaseLostToo,
      int limit) {
    if (probes.size() == 1) {
      Probe probe = probes.getFirst();
      return jobs.claimOfOneQueue(
          workerId, type.name(), probe.queue(), mark(probe), leaseLostToo, limit);
    }
    return jobs.claim(
        workerId,
        type.name(),
        keys(probes),
        priorities(probes),
        marks(probes),
        leaseLostToo,
        limit);
  }

  /// What is left in the probed queues.
  List<QueueHead> heads(JobType type, List<Probe> probes) {
    return database.read(
        session ->
            jobs(session).heads(type.name(), keys(probes), priorities(probes), marks(probes)));
  }

  /// The queues in which jobs are due, wherever their rows lie.
  List<QueueHead> dueQueues(JobType type, String fromKey, int limit) {
    return database.read(session -> jobs(session).dueQueues(type.name(), fromKey, limit));
  }

  private static String[] keys(List<Probe> probes) {
    return probes.stream().map(probe -> probe.queue().fairnessKey()).toArray(String[]::new);
  }

  private static Integer[] priorities(List<Probe> probes) {
    return probes.stream().map(probe -> probe.queue().priority()).toArray(Integer[]::new);
  }

  private static String[] marks(List<Probe> probes) {
    return probes.stream().map(JobRuns::mark).toArray(String[]::new);
  }

  private static String mark(Probe probe) {
    return probe.mark() == null ? "-infinity" : probe.mark().toString();
  }

  /// Returns the claims under which it was stored: not those that are no longer valid, and not
  /// those of jobs of which a cancel is requested.
  Set<Claim> progress(List<ProgressRow> reports) {
    Set<Claim> stored = new HashSet<>(storedProgress(reports));
    List<ProgressRow> left =
        reports.stream().filter(report -> !stored.contains(report.claim())).toList();
    if (!left.isEmpty()) {
      // Among them may be a job that was being changed just then.
      stored.addAll(storedProgress(left));
    }
    return stored;
  }

  private Set<Claim> storedProgress(List<ProgressRow> reports) {
    List<StoredProgress> stored = database.statement(session -> jobs(session).progress(reports));
    stored.forEach(it -> signals.observer().progressed(it.jobId()));
    stored.forEach(it -> signals.changed(it.jobId(), it.revision()));
    return stored.stream().map(StoredProgress::claim).collect(Collectors.toSet());
  }

  /// Stores result and rows, or nothing.
  ///
  /// @param claimed as its claim returned it
  Optional<Job> complete(Job claimed, String lastStep, JobCompletion completion) {
    return completed(completions.complete(claimed, lastStep, completion));
  }

  /// The same without waiting for it; what follows must return at once.
  CompletableFuture<Optional<Job>> completeLater(
      Job claimed, String lastStep, JobCompletion completion) {
    return completions.completeLater(claimed, lastStep, completion).thenApply(this::completed);
  }

  private Optional<Job> completed(Optional<Job> stored) {
    stored.ifPresent(signals::changed);
    stored.ifPresent(job -> ended(job, AttemptOutcome.COMPLETED));
    return stored;
  }

  Optional<Job> endAttempt(Claim claim, AttemptFailure failure) {
    return end(
        session -> jobs(session).endAttempt(claim, failure, JobQueue.CANCEL_ERROR),
        job -> AttemptOutcome.of(job.status()));
  }

  /// Ends the attempt `CANCELLED` if a cancel is requested.
  Optional<Job> acknowledgeCancel(Claim claim) {
    return end(
        session -> jobs(session).acknowledgeCancel(claim, JobQueue.CANCEL_ERROR),
        job -> AttemptOutcome.CANCELLED);
  }

  /// Back to the queue, the attempt not counted.
  Optional<Job> release(Claim claim) {
    return end(
        session -> jobs(session).release(claim, JobQueue.CANCEL_ERROR),
        job ->
            job.status() == JobStatus.QUEUED ? AttemptOutcome.RELEASED : AttemptOutcome.CANCELLED);
  }

  /// Returns the jobs of workers whose lease lapsed to the queue.
  List<Job> rescue() {
    List<Job> rescued =
        move(
            session -> {
              WorkerMapper workers = session.getMapper(WorkerMapper.class);
              List<Job> jobs = new ArrayList<>();
              for (UUID worker : workers.lapsed()) {
                jobs.addAll(
                    jobs(session)
                        .rescue(
                            worker, JobQueue.CANCEL_ERROR, LEASE_LOST_ERROR, LEASE_LOST_MESSAGE));
                workers.retire(worker);
              }
              return jobs;
            });
    rescued.forEach(job -> ended(job, AttemptOutcome.LEASE_LOST));
    return rescued;
  }

  /// The jobs that a worker has claimed and not ended, also by a claim whose answer was lost.
  List<Claim> held(UUID workerId) {
    return database.transaction(
        session -> {
          var _ = session.getMapper(WorkerMapper.class).awaitClaims(workerId);
          return jobs(session).held(workerId);
        });
  }

  Set<String> pausedTypes() {
    return Set.copyOf(
        database.read(session -> session.getMapper(WorkerMapper.class).pausedTypes()));
  }

  /// Ends an attempt of which this process knows nothing any more.
  Optional<Job> giveUp(Claim claim) {
    return end(
        session -> jobs(session).endAttempt(claim, CONNECTION_LOST, JobQueue.CANCEL_ERROR),
        job -> AttemptOutcome.LEASE_LOST);
  }

  List<Long> cancelRequested(UUID workerId) {
    return database.reserved(session -> jobs(session).cancelRequested(workerId));
  }

  /// Changes jobs and, in the same transaction, what their features keep of them.
  private List<Job> move(Function<SqlSession, List<Job>> change) {
    List<Job> moved =
        database.transaction(
            session -> {
              List<Job> jobs = change.apply(session);
              listeners.moved(session, jobs);
              return jobs;
            });
    moved.forEach(signals::changed);
    return moved;
  }

  private Optional<Job> end(
      Function<SqlSession, Optional<Job>> change, Function<Job, AttemptOutcome> outcome) {
    Optional<Job> after =
        move(session -> change.apply(session).stream().toList()).stream().findFirst();
    after.ifPresent(job -> ended(job, outcome.apply(job)));
    return after;
  }

  private void ended(Job job, AttemptOutcome outcome) {
    signals.observer().ended(job, outcome);
  }

  private static JobMapper jobs(SqlSession session) {
    return session.getMapper(JobMapper.class);
  }
}
