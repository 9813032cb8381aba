package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.GroupCommit;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.errors.StatusJson;
import com.tripgen.ai.jobs.DueQueues.Probe;
import com.tripgen.ai.v1.ErrorReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
  private final GroupCommit<ProgressRow, Optional<StoredProgress>> progress;

  JobRuns(Database database, JobSignals signals, Map<String, JobListener> listeners) {
    this.database = database;
    this.signals = signals;
    this.listeners = new JobListeners(listeners);
    this.completions = new Completions(database, this.listeners);
    this.progress = new GroupCommit<>(this::storeProgress);
  }

  /// @param leaseLostToo one job that lost a worker may be among them
  List<Job> claim(
      UUID workerId, JobType type, List<Probe> probes, boolean leaseLostToo, int limit) {
    return move(
        session ->
            jobs(session)
                .claim(
                    workerId,
                    type.name(),
                    keys(probes),
                    priorities(probes),
                    marks(probes),
                    leaseLostToo,
                    limit));
  }

  /// What is left in the probed queues.
  List<QueueHead> heads(JobType type, List<Probe> probes) {
    return database.transaction(
        session ->
            jobs(session).heads(type.name(), keys(probes), priorities(probes), marks(probes)));
  }

  /// The queues in which jobs are due, wherever their rows lie.
  List<QueueHead> dueQueues(JobType type, String fromKey, int limit) {
    return database.transaction(session -> jobs(session).dueQueues(type.name(), fromKey, limit));
  }

  private static String[] keys(List<Probe> probes) {
    return probes.stream().map(probe -> probe.queue().fairnessKey()).toArray(String[]::new);
  }

  private static Integer[] priorities(List<Probe> probes) {
    return probes.stream().map(probe -> probe.queue().priority()).toArray(Integer[]::new);
  }

  private static String[] marks(List<Probe> probes) {
    return probes.stream()
        .map(probe -> probe.mark() == null ? "-infinity" : probe.mark().toString())
        .toArray(String[]::new);
  }

  /// Returns false when the claim is no longer valid or a cancel is requested.
  boolean progress(Claim claim, int percent, String step) {
    Optional<StoredProgress> stored =
        progress.submit(
            new ProgressRow(claim.jobId(), claim.claimNumber(), claim.workerId(), percent, step));
    stored.ifPresent(it -> signals.changed(it.jobId(), it.revision()));
    return stored.isPresent();
  }

  private List<Optional<StoredProgress>> storeProgress(List<ProgressRow> reports) {
    Map<Claim, ProgressRow> newest = new HashMap<>();
    reports.forEach(report -> newest.put(report.claim(), report));
    Map<Claim, StoredProgress> stored =
        database
            .transaction(session -> jobs(session).progress(List.copyOf(newest.values())))
            .stream()
            .collect(Collectors.toMap(StoredProgress::claim, Function.identity()));
    return reports.stream().map(it -> Optional.ofNullable(stored.get(it.claim()))).toList();
  }

  /// Stores result and rows, or nothing.
  Optional<Job> complete(Claim claim, String lastStep, JobCompletion completion) {
    Optional<Job> completed = completions.complete(claim, lastStep, completion);
    completed.ifPresent(signals::changed);
    return completed;
  }

  Optional<Job> endAttempt(Claim claim, AttemptFailure failure) {
    return first(
        move(
            session ->
                jobs(session).endAttempt(claim, failure, JobQueue.CANCEL_ERROR).stream().toList()));
  }

  /// Ends the attempt `CANCELLED` if a cancel is requested.
  Optional<Job> acknowledgeCancel(Claim claim) {
    return first(
        move(
            session ->
                jobs(session).acknowledgeCancel(claim, JobQueue.CANCEL_ERROR).stream().toList()));
  }

  /// Back to the queue, the attempt not counted.
  Optional<Job> release(Claim claim) {
    return first(
        move(session -> jobs(session).release(claim, JobQueue.CANCEL_ERROR).stream().toList()));
  }

  /// Returns the jobs of workers whose lease lapsed to the queue.
  List<Job> rescue() {
    return move(
        session -> {
          WorkerMapper workers = session.getMapper(WorkerMapper.class);
          List<Job> rescued = new ArrayList<>();
          for (UUID worker : workers.lapsed()) {
            rescued.addAll(
                jobs(session)
                    .rescue(worker, JobQueue.CANCEL_ERROR, LEASE_LOST_ERROR, LEASE_LOST_MESSAGE));
            workers.retire(worker);
          }
          return rescued;
        });
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
        database.transaction(session -> session.getMapper(WorkerMapper.class).pausedTypes()));
  }

  /// Ends an attempt of which this process knows nothing any more.
  Optional<Job> giveUp(Claim claim) {
    return endAttempt(claim, CONNECTION_LOST);
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

  private static Optional<Job> first(List<Job> jobs) {
    return jobs.stream().findFirst();
  }

  private static JobMapper jobs(SqlSession session) {
    return session.getMapper(JobMapper.class);
  }
}
