package com.tripgen.ai.bench.service;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What a submission stores of a job, besides its `request_id`.
record JobRow(
    String jobType,
    String payload,
    String contentHash,
    int priority,
    String fairnessKey,
    String labels,
    int maxAttempts,
    long attemptTimeoutMillis) {

  private static final int FILL_BATCH = 50_000;

  /// Short of the seven that finished jobs are kept.
  private static final int FINISHED_DAYS = 6;

  private static final String COLUMNS =
      "job_type, payload, content_hash, priority, fairness_key, labels, max_attempts,"
          + " attempt_timeout_millis";

  static final String INSERT =
      "INSERT INTO ai_schema.ai_jobs (request_id, status, "
          + COLUMNS
          + ") VALUES (?, 'QUEUED', ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?)";

  static final String INSERT_MANY =
      "INSERT INTO ai_schema.ai_jobs (request_id, status, "
          + COLUMNS
          + ") SELECT uuidv7()::text, 'QUEUED', ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?"
          + " FROM generate_series(1, ?)";

  /// Those of a stretch of the last days, each with the history of a job that ran once.
  private static final String INSERT_FINISHED =
      "WITH job AS (INSERT INTO ai_schema.ai_jobs (request_id, status, "
          + COLUMNS
          + ", result, progress, current_step, attempt, claim_number, revision, created_at,"
          + " run_time, started_at, completed_at, updated_at) SELECT uuidv7(moment - now())::text,"
          + " 'COMPLETED', ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?, '{}', 100, 'completed', 1, 1, 3,"
          + " moment, moment, moment, moment, moment FROM (SELECT now() - (1 - n::FLOAT8 / ?) *"
          + " INTERVAL '"
          + FINISHED_DAYS
          + " days' AS moment FROM generate_series(?, ?) AS n) AS moments"
          + " RETURNING id, created_at)"
          + " INSERT INTO ai_schema.ai_job_events"
          + " (job_id, revision, status, attempt, progress, occurred_at)"
          + " SELECT id, event.*, created_at FROM job CROSS JOIN (VALUES"
          + " (1, 'QUEUED', 0, 0), (2, 'PROCESSING', 1, 0), (3, 'COMPLETED', 1, 100)) AS event";

  static JobRow read(Connection connection, String requestId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM ai_schema.ai_jobs WHERE request_id = ?")) {
      select.setString(1, requestId);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("the job to copy is not stored");
        }
        return new JobRow(
            rows.getString(1),
            rows.getString(2),
            rows.getString(3),
            rows.getInt(4),
            rows.getString(5),
            rows.getString(6),
            rows.getInt(7),
            rows.getLong(8));
      }
    }
  }

  void insert(PreparedStatement insert, String requestId) throws SQLException {
    insert.setString(1, requestId);
    set(insert, 2);
    insert.executeUpdate();
  }

  /// Queued by one statement.
  void insertMany(PreparedStatement insert, int jobs) throws SQLException {
    insert.setInt(set(insert, 1), jobs);
    insert.executeUpdate();
  }

  /// Finished already, with their events.
  void insertFinished(Connection connection, int jobs) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_FINISHED)) {
      for (int done = 0; done < jobs; done += FILL_BATCH) {
        int next = set(insert, 1);
        insert.setInt(next, jobs);
        insert.setInt(next + 1, done + 1);
        insert.setInt(next + 2, Math.min(done + FILL_BATCH, jobs));
        insert.executeUpdate();
      }
    }
  }

  /// Returns the position after its own.
  private int set(PreparedStatement insert, int first) throws SQLException {
    int position = first;
    insert.setString(position++, jobType);
    insert.setString(position++, payload);
    insert.setString(position++, contentHash);
    insert.setInt(position++, priority);
    insert.setString(position++, fairnessKey);
    insert.setString(position++, labels);
    insert.setInt(position++, maxAttempts);
    insert.setLong(position++, attemptTimeoutMillis);
    return position;
  }
}
