package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Callers as the README wants them: each submits a job, repeats the call by its `request_id` until
/// it is answered, follows the job to its end by resuming its watch, and begins the next one.
///
/// They note what they were told, and every answer that they should not get.
final class Callers implements AutoCloseable {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int MOST_ATTEMPTS = 20;

  /// After a fault: a silent connection alone is given up after ten seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Replica> replicas;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger nextJob = new AtomicInteger();
  private final AtomicInteger nextReplica = new AtomicInteger();

  /// Statuses by the `request_id` of acknowledged jobs, `UNSPECIFIED` until the end was told.
  private final Map<String, JobStatus> told = new ConcurrentHashMap<>();

  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private volatile boolean finishing;
  private volatile boolean abandoned;

  private Callers(List<Replica> replicas) {
    this.replicas = replicas;
  }

  static Callers start(int count, Replica... replicas) {
    Callers callers = new Callers(List.of(replicas));
    for (int i = 0; i < count; i++) {
      callers.threads.add(Thread.ofVirtual().name("caller-" + i).start(callers::call));
    }
    return callers;
  }

  static SubmitJobRequest.Builder job(String requestId) {
    return SubmitJobRequest.newBuilder()
        .setRequestId(requestId)
        .setMaxAttempts(MOST_ATTEMPTS)
        .setScheduleGeneration(
            ScheduleGenerationSpec.newBuilder().setTrip(Trips.seoul("trip-" + requestId)));
  }

  /// Waits until so many more jobs have ended.
  void awaitEnds(int more) throws Exception {
    long wanted = ended() + more;
    eventually(
        PATIENCE,
        () -> assertThat(ended()).as("ends, %s", refusals).isGreaterThanOrEqualTo(wanted));
  }

  private long ended() {
    return told.values().stream().filter(it -> it != JobStatus.JOB_STATUS_UNSPECIFIED).count();
  }

  /// Lets every caller follow its job to the end, and begin no other.
  void finish() throws InterruptedException {
    finishing = true;
    for (Thread thread : threads) {
      assertThat(thread.join(PATIENCE)).as("a caller hangs").isTrue();
    }
  }

  /// The reasons callers were refused for, each of them with a code that says "again later".
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  Map<String, JobStatus> told() {
    return new TreeMap<>(told);
  }

  /// What callers were told is what the database holds.
  void assertNothingLost(DatabaseAccess database) throws SQLException {
    assertThat(surprises).isEmpty();
    assertThat(told).isNotEmpty();
    try (Connection connection = TestDatabase.connect(database)) {
      assertThat(statuses(connection)).containsAllEntriesOf(told());
      assertThat(
              texts(
                  connection,
                  """
                  SELECT job.request_id, string_agg(event.status, ' ' ORDER BY event.revision)
                  FROM ai_schema.ai_jobs AS job
                  JOIN ai_schema.ai_job_events AS event ON event.job_id = job.id
                  WHERE event.status IN ('COMPLETED', 'FAILED', 'CANCELLED')
                  GROUP BY job.request_id
                  HAVING count(*) > 1
                  """))
          .as("jobs that ended twice")
          .isEmpty();
    }
  }

  /// The jobs of these callers as the database has them.
  static Map<String, JobStatus> statuses(Connection connection) throws SQLException {
    Map<String, JobStatus> statuses = new TreeMap<>();
    texts(connection, "SELECT request_id, status FROM ai_schema.ai_jobs")
        .forEach((id, status) -> statuses.put(id, JobStatus.valueOf("JOB_STATUS_" + status)));
    return statuses;
  }

  private static Map<String, String> texts(Connection connection, String query)
      throws SQLException {
    Map<String, String> texts = new TreeMap<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.put(rows.getString(1), rows.getString(2));
      }
    }
    return texts;
  }

  /// Callers that a failed test leaves behind.
  @Override
  public void close() {
    finishing = true;
    abandoned = true;
  }

  private void call() {
    while (!finishing) {
      String requestId = "job-" + nextJob.incrementAndGet();
      try {
        submit(requestId);
        follow(requestId);
      } catch (RuntimeException | AssertionError e) {
        surprises.add(requestId + ": " + e);
      }
    }
  }

  private Replica replica() {
    return replicas.get(nextReplica.getAndIncrement() % replicas.size());
  }

  private void submit(String requestId) {
    boolean repeated = false;
    while (!abandoned) {
      try {
        boolean created = replica().jobs().submitJob(job(requestId).build()).getCreated();
        told.put(requestId, JobStatus.JOB_STATUS_UNSPECIFIED);
        assertThat(created || repeated).as("a first call finds its job").isTrue();
        return;
      } catch (StatusRuntimeException e) {
        refused(e);
        repeated = true;
      }
    }
  }

  private void follow(String requestId) {
    long revision = 0;
    while (!abandoned) {
      try {
        Iterator<WatchJobResponse> updates =
            replica()
                .jobs()
                .watchJob(
                    WatchJobRequest.newBuilder()
                        .setRequestId(requestId)
                        .setAfterRevision(revision)
                        .build());
        while (updates.hasNext()) {
          WatchJobResponse update = updates.next();
          if (update.hasJob()) {
            Job job = update.getJob();
            assertThat(job.getRevision()).isGreaterThan(revision);
            revision = job.getRevision();
            told.put(requestId, end(job));
          }
        }
        assertThat(told.get(requestId))
            .as("the status when the stream ended")
            .isNotEqualTo(JobStatus.JOB_STATUS_UNSPECIFIED);
        return;
      } catch (StatusRuntimeException e) {
        refused(e);
      }
    }
  }

  private static JobStatus end(Job job) {
    return switch (job.getStatus()) {
      case JOB_STATUS_COMPLETED, JOB_STATUS_FAILED, JOB_STATUS_CANCELLED -> job.getStatus();
      default -> JobStatus.JOB_STATUS_UNSPECIFIED;
    };
  }

  private void refused(StatusRuntimeException failure) {
    Refusal refusal = Refusal.of(failure);
    assertThat(refusal.code())
        .as(refusal.message())
        .isIn(Code.UNAVAILABLE, Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.has(RetryInfo.class)).as(refusal.message()).isTrue();
    refusals.add(refusal.reason());
    LockSupport.parkNanos(RETRY_NANOS);
  }
}
