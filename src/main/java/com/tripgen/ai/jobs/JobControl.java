package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;

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

  /// Running jobs go on, and new ones are accepted.
  public Queue pause(JobType type) {
    return setPaused(type, true);
  }

  public Queue resume(JobType type) {
    Queue queue = setPaused(type, false);
    signals.runnable(type);
    return queue;
  }

  private Queue setPaused(JobType type, boolean paused) {
    return database.transaction(
        session -> {
          JobControlMapper control = session.getMapper(JobControlMapper.class);
          control.setPaused(type.name(), paused);
          return control.queue(type.name());
        });
  }
}
