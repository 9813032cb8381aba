package com.tripgen.ai.schedules;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.HintChannel;
import com.tripgen.ai.database.HintSettings;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobLimits;
import com.tripgen.ai.jobs.JobListener;
import com.tripgen.ai.jobs.JobMessages;
import com.tripgen.ai.jobs.JobQueue;
import com.tripgen.ai.jobs.JobSignals;
import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.jobs.NewJob;
import com.tripgen.ai.jobs.RetryPolicy;
import com.tripgen.ai.jobs.Submission;
import com.tripgen.ai.jobs.Worker;
import com.tripgen.ai.jobs.WorkerSettings;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ScheduleRegenerationSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Schedules on a database of their own, looked at through plain JDBC.
final class ScheduleStore implements AutoCloseable {
  private static final ScheduleListener LISTENER = new ScheduleListener();

  private final TestDatabase testDatabase = TestDatabase.create();
  private final HintChannel hints = HintChannel.open(testDatabase.service(), HintSettings.DEFAULT);
  final Database database = new Database(testDatabase.service(), PoolSettings.DEFAULT);
  private final JobSignals signals = new JobSignals(hints);
  final JobQueue queue =
      new JobQueue(
          database,
          signals,
          listeners(LISTENER),
          JobLimits.DEFAULT,
          () -> UUID.randomUUID().toString());
  final ProblemAssembler assembler = ProblemAssembler.offline(Catalogue.bundled());
  final Schedules schedules = new Schedules(database, queue, assembler, Hybrid.NONE);
  final ScheduleService service =
      new ScheduleService(
          schedules,
          new JobMessages(
              Map.of(
                  JobType.SCHEDULE_GENERATION.name(),
                  List.of("collecting_places"),
                  JobType.SCHEDULE_REGENERATION.name(),
                  List.of("reading_schedule"))));

  private static Map<String, JobListener> listeners(JobListener listener) {
    return Map.of(
        JobType.SCHEDULE_GENERATION.name(),
        listener,
        JobType.SCHEDULE_REGENERATION.name(),
        new RegenerationListener());
  }

  /// Works until a job has reached a status.
  void workUntil(JobStatus status, JobHandler handler) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    JobListener listener =
        (session, jobs) -> {
          LISTENER.moved(session, jobs);
          if (jobs.stream().anyMatch(job -> job.status() == status)) {
            reached.countDown();
          }
        };
    WorkerSettings settings =
        new WorkerSettings(
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(100), new Random(1)),
            Map.of(JobType.SCHEDULE_GENERATION, 1),
            Map.of());
    // Closing waits for the attempt, which ends after its commit.
    try (Worker worker =
        new Worker(database, signals, listeners(listener), List.of(handler), settings)) {
      worker.start();
      if (!reached.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("no job became " + status);
      }
    }
  }

  /// A queued schedule.
  Job submit(String requestId, String tripId) {
    return queue
        .submit(
            new NewJob(JobType.SCHEDULE_GENERATION, "{\"secret\":1}", tripId, options(requestId)))
        .job();
  }

  static NewJob.Options options(String requestId) {
    NewJob.Options usual = NewJob.Options.DEFAULT;
    return new NewJob.Options(
        requestId,
        usual.priority(),
        usual.runTime(),
        usual.maxAttempts(),
        usual.attemptTimeout(),
        usual.fairnessKey(),
        usual.labels());
  }

  /// A queued job that makes a trip again, or one day of it.
  Submission regenerate(String requestId, String tripId, int day) {
    return queue.submit(
        RegenerationMessages.newJob(
            ScheduleRegenerationSpec.newBuilder().setTripId(tripId).setDay(day).build(),
            options(requestId)));
  }

  /// Stores what a handler left behind, as the engine would.
  void store(Job job, JobCompletion completion) {
    database.transaction(
        session -> {
          completion.rows().store(session, job);
          return job;
        });
  }

  /// A schedule whose job has ended well, as the engine would have it.
  void complete(String requestId, String tripId) {
    complete(requestId, tripId, ScheduleJson.write(SmallTrip.document(Language.KO)));
  }

  void complete(String requestId, String tripId, String content) {
    Job job = submit(requestId, tripId);
    execute(
        "UPDATE ai_schema.ai_jobs SET status = 'COMPLETED', completed_at = now(),"
            + " result = '{\"total_days\": 2}' WHERE request_id = '"
            + requestId
            + "'");
    JobCompletion.Rows rows =
        new CompletedSchedule(tripId, content, ScheduleJson.write(SmallTrip.input(Language.KO)));
    database.transaction(
        session -> {
          rows.store(session, job);
          return job;
        });
  }

  <T> T mapped(Function<ScheduleMapper, T> work) {
    return database.transaction(session -> work.apply(session.getMapper(ScheduleMapper.class)));
  }

  void expire(String requestId) {
    execute(
        "UPDATE ai_schema.ai_schedules SET generated_at = now() - INTERVAL '8 days',"
            + " expired_at = now() - INTERVAL '1 day' WHERE request_id = '"
            + requestId
            + "'");
  }

  /// A connection of the owner, in autocommit mode.
  Connection connect() throws SQLException {
    return testDatabase.connect();
  }

  void execute(String sql) {
    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /// The first column of every row.
  List<@Nullable String> column(String... statements) {
    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < statements.length - 1; i++) {
        statement.execute(statements[i]);
      }
      List<@Nullable String> values = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(statements[statements.length - 1])) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    hints.close();
    database.close();
    testDatabase.close();
  }
}
