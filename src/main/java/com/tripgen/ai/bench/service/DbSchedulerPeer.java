package com.tripgen.ai.bench.service;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// db-scheduler in the mode that its documentation recommends on PostgreSQL, lock and fetch; runs
/// tasks that do nothing and says how long a number of them took.
final class DbSchedulerPeer {
  static final int THREADS = 20;
  static final String READY = "ready";
  static final String COUNTING = "counting";
  static final String SECONDS = "seconds ";

  private static final String TASK = "nothing";

  /// As its documentation has it.
  static final String TABLE =
      """
      CREATE TABLE ai_schema.scheduled_tasks (
        task_name TEXT NOT NULL,
        task_instance TEXT NOT NULL,
        task_data BYTEA,
        execution_time TIMESTAMP WITH TIME ZONE NOT NULL,
        picked BOOLEAN NOT NULL,
        picked_by TEXT,
        last_success TIMESTAMP WITH TIME ZONE,
        last_failure TIMESTAMP WITH TIME ZONE,
        consecutive_failures INT,
        last_heartbeat TIMESTAMP WITH TIME ZONE,
        version BIGINT NOT NULL,
        priority SMALLINT,
        PRIMARY KEY (task_name, task_instance)
      );
      CREATE INDEX execution_time_idx ON ai_schema.scheduled_tasks (execution_time);
      CREATE INDEX last_heartbeat_idx ON ai_schema.scheduled_tasks (last_heartbeat);
      CREATE INDEX priority_execution_time_idx
        ON ai_schema.scheduled_tasks (priority DESC, execution_time ASC);
      """;

  static final String INSERT =
      "INSERT INTO ai_schema.scheduled_tasks (task_name, task_instance, execution_time, picked,"
          + " version) SELECT '"
          + TASK
          + "', gen_random_uuid()::text, now(), FALSE, 1 FROM generate_series(1, ?)";

  private static final Duration POLL = Duration.ofMillis(50);

  private int left;
  private long startedNanos;

  private DbSchedulerPeer() {}

  static void main(String[] arguments) throws IOException {
    new DbSchedulerPeer().run(FetchLimits.of(arguments));
  }

  private void run(FetchLimits limits) throws IOException {
    OneTimeTask<Void> nothing = Tasks.oneTime(TASK).execute((_, _) -> executed());
    Scheduler scheduler =
        Scheduler.create(dataSource(), nothing)
            .threads(THREADS)
            .pollUsingLockAndFetch(limits.lower(), limits.upper())
            .pollingInterval(POLL)
            .build();
    scheduler.start();
    System.out.println(READY);
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        expect(Integer.parseInt(line));
        System.out.println(COUNTING);
      }
    }
    scheduler.stop();
  }

  private static HikariDataSource dataSource() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(ChildDatabase.url());
    config.setUsername(ChildDatabase.user());
    config.setPassword(ChildDatabase.password());
    config.setMaximumPoolSize(THREADS + 2);
    return new HikariDataSource(config);
  }

  private synchronized void expect(int tasks) {
    left = tasks;
    startedNanos = 0;
  }

  private synchronized void executed() {
    if (startedNanos == 0) {
      startedNanos = System.nanoTime();
    }
    left--;
    if (left == 0) {
      System.out.println(SECONDS + (System.nanoTime() - startedNanos) / 1e9);
    }
  }
}
