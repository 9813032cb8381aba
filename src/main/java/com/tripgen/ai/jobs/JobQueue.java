package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.Shared;
import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.errors.StatusJson;
import com.tripgen.ai.v1.ErrorReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.ibatis.session.SqlSession;
import tools.jackson.databind.json.JsonMapper;

/// What callers do with jobs. Each state change is one transaction over the job, its history and
/// the rows of the feature it belongs to; signals follow the commit.
public final class JobQueue {
  public static final int MAX_PAYLOAD_BYTES = 2 * 1024 * 1024;

  static final String CANCEL_ERROR =
      StatusJson.write(
          new ServiceException(
                  ErrorReason.ERROR_REASON_CANCELLED_BY_CALLER, "the job was cancelled")
              .status());

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final JobSignals signals;
  private final JobListeners listeners;
  private final QueueBounds bounds;
  private final Submissions submissions;
  private final JobReads reads;
  private final Supplier<String> requestIds;

  /// @param listeners by the name of the job type they keep in step with
  /// @param requestIds makes an id for a submission without one
  public JobQueue(
      Database database,
      JobSignals signals,
      Map<String, JobListener> listeners,
      JobLimits limits,
      Supplier<String> requestIds) {
    this.database = database;
    this.signals = signals;
    this.listeners = new JobListeners(listeners);
    this.bounds = new QueueBounds(database, limits);
    this.submissions = new Submissions(database, this.listeners);
    this.reads = new JobReads(database);
    this.requestIds = requestIds;
  }

  /// Stores a job. The same submission again answers the first one.
  public Submission submit(NewJob job) {
    NewJobRow row = row(job);
    admit(List.of(row));
    Submission submission =
        submissions.submit(row).orElseThrow(() -> requestIdReused(row.requestId()));
    if (submission.created()) {
      stored(submission.job());
    }
    return submission;
  }

  /// Stores all jobs in one transaction, or none of them. Each is answered as if it came alone.
  ///
  /// @throws ServiceException with the `index` of the job that cannot be stored
  public List<Submission> submitAll(List<NewJob> jobs) {
    List<NewJobRow> rows = new ArrayList<>();
    for (NewJob job : jobs) {
      try {
        rows.add(row(job));
      } catch (ServiceException e) {
        throw e.at(rows.size());
      }
    }
    admit(rows);
    List<Submission> answers = submissions.submitAll(rows);
    answers.stream().filter(Submission::created).map(Submission::job).forEach(this::stored);
    return answers;
  }

  private void stored(Job job) {
    signals.changed(job);
    signals.observer().submitted(job);
  }

  int waitingSubmissions() {
    return submissions.waiting();
  }

  /// What is stored already needs no room: its submission is answered all the same.
  private void admit(List<NewJobRow> rows) {
    try {
      bounds.admit(places(rows));
    } catch (ServiceException full) {
      List<NewJobRow> unknown = unknown(rows);
      if (unknown.size() == rows.size()) {
        throw full;
      }
      bounds.admit(places(unknown));
    }
  }

  private static List<QueueBounds.Place> places(List<NewJobRow> rows) {
    return rows.stream()
        .map(row -> new QueueBounds.Place(row.jobType(), row.fairnessKey()))
        .toList();
  }

  private List<NewJobRow> unknown(List<NewJobRow> rows) {
    List<String> requestIds = rows.stream().map(NewJobRow::requestId).toList();
    Set<String> known =
        database.read(session -> jobs(session).findBasicByRequestIds(requestIds)).stream()
            .map(Job::requestId)
            .collect(Collectors.toSet());
    return rows.stream().filter(row -> !known.contains(row.requestId())).toList();
  }

  /// The `request_id` belongs to something else already.
  public static ServiceException requestIdReused(String requestId) {
    return new ServiceException(
        ErrorReason.ERROR_REASON_REQUEST_ID_REUSED,
        "request_id %s was used before with other content; send the same content or another id"
            .formatted(requestId),
        Map.of("request_id", requestId),
        List.of());
  }

  private NewJobRow row(NewJob job) {
    int payloadBytes = job.payload().getBytes(StandardCharsets.UTF_8).length;
    if (payloadBytes > MAX_PAYLOAD_BYTES) {
      throw ServiceException.invalid(
          ErrorReason.ERROR_REASON_PAYLOAD_TOO_LARGE,
          List.of(
              new FieldViolation(
                  "payload",
                  "max_bytes",
                  "the stored input must be at most %d bytes, is %d"
                      .formatted(MAX_PAYLOAD_BYTES, payloadBytes))),
          Map.of(
              "size_bytes", Integer.toString(payloadBytes),
              "limit_bytes", Integer.toString(MAX_PAYLOAD_BYTES)));
    }
    NewJob.Options options = job.options();
    return new NewJobRow(
        options.requestId() == null ? requestIds.get() : options.requestId(),
        job.type().name(),
        job.payload(),
        job.tripId(),
        ContentHash.of(job),
        options.priority(),
        options.fairnessKey().isEmpty() ? Caller.fairnessKey() : options.fairnessKey(),
        Caller.authenticated(),
        JSON.writeValueAsString(options.labels()),
        options.runTime(),
        options.maxAttempts(),
        options.attemptTimeout().toMillis(),
        TraceParent.current());
  }

  public Job get(String requestId) {
    return withHistory(requestId).value().job();
  }

  Shared<JobReads.WithHistory> withHistory(String requestId) {
    return reads.full(requestId).orElseThrow(() -> notFound(requestId));
  }

  Job getBasic(String requestId) {
    return reads.basic(requestId).orElseThrow(() -> notFound(requestId));
  }

  /// Newest first.
  ///
  /// @param beforeId only jobs with a lower id
  List<Job> list(JobQuery query, long beforeId, int limit) {
    return database.read(session -> jobs(session).list(query, beforeId, limit));
  }

  /// The jobs whose attempt has been running for longer than a time, the longest first.
  ///
  /// @param after only those started later, or then with a higher id than `afterId`
  public List<Job> longRunning(Duration longerThan, Instant after, long afterId, int limit) {
    return database.read(session -> jobs(session).longRunning(longerThan, after, afterId, limit));
  }

  /// From the answer on the job ends `CANCELLED`, and never `COMPLETED`.
  public Job cancel(String requestId) {
    Optional<Job> changed = move(jobs -> jobs.cancel(requestId, CANCEL_ERROR));
    if (changed.isPresent()) {
      return changed.get();
    }
    Job job = get(requestId);
    if (job.cancelRequested()) {
      return job;
    }
    throw ServiceException.precondition(
        ErrorReason.ERROR_REASON_JOB_ALREADY_FINISHED,
        "jobs/" + requestId,
        "the job is %s already and cannot be cancelled".formatted(job.status()),
        Map.of("request_id", requestId, "status", job.status().name()));
  }

  public Job retry(String requestId) {
    Job stored = getBasic(requestId);
    bounds.admit(List.of(new QueueBounds.Place(stored.jobType(), stored.fairnessKey())));
    Optional<Job> changed = move(jobs -> jobs.retry(requestId));
    if (changed.isPresent()) {
      return changed.get();
    }
    Job job = get(requestId);
    throw ServiceException.precondition(
        ErrorReason.ERROR_REASON_JOB_NOT_RETRYABLE,
        "jobs/" + requestId,
        "only a FAILED or CANCELLED job whose input was not erased can be retried, this one is "
            + job.status(),
        Map.of("request_id", requestId, "status", job.status().name()));
  }

  private Optional<Job> move(Function<JobMapper, Optional<Job>> change) {
    Optional<Job> moved =
        database.transaction(
            session -> {
              Optional<Job> job = change.apply(jobs(session));
              listeners.moved(session, job.stream().toList());
              return job;
            });
    moved.ifPresent(signals::changed);
    return moved;
  }

  private static JobMapper jobs(SqlSession session) {
    return session.getMapper(JobMapper.class);
  }

  static ServiceException notFound(String requestId) {
    return ServiceException.notFound(
        ErrorReason.ERROR_REASON_JOB_NOT_FOUND,
        "job",
        requestId,
        "no job has the request_id " + requestId);
  }
}
