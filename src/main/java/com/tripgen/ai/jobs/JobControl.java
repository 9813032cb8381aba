package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import java.util.Arrays;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/// Stops and resumes the claiming of a type's jobs, on all replicas.
public final class JobControl {
  private final Database database;
  private final JobSignals signals;

  public JobControl(Database database, JobSignals signals) {
    this.database = database;
    this.signals = signals;
  }

  /// The jobs of a type that are not finished, and whether those that wait are claimed.
  public record Queue(JobType type, boolean paused, long queued, long processing) {}

  /// From the answer on no job of the type is started, on any replica. Running jobs go on, and new
  /// ones are accepted.
  public Queue pause(JobType type) {
    return database.transaction(
        session -> {
          session.getMapper(JobControlMapper.class).awaitClaims();
          return setPaused(session, type, true);
        });
  }

  public Queue resume(JobType type) {
    Queue queue = database.transaction(session -> setPaused(session, type, false));
    signals.runnable(type);
    return queue;
  }

  /// The queues of all types that this build knows, within the caller's transaction.
  public static List<Queue> queues(SqlSession session) {
    String[] known = Arrays.stream(JobType.values()).map(JobType::name).toArray(String[]::new);
    return session.getMapper(JobControlMapper.class).queues(known);
  }

  private static Queue setPaused(SqlSession session, JobType type, boolean paused) {
    JobControlMapper control = session.getMapper(JobControlMapper.class);
    control.setPaused(type.name(), paused);
    return control.queues(new String[] {type.name()}).getFirst();
  }
}
