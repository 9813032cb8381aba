package com.tripgen.ai.operations;

import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Rows of any age, stored and read by plain JDBC. Times are SQL, such as `now() - INTERVAL '1
/// day'`.
final class AgedRows implements AutoCloseable {
  private final Connection connection;

  AgedRows(TestDatabase database) throws SQLException {
    this.connection = database.connect();
  }

  /// As after `TestDatabase.create()`, but faster.
  void clear() throws SQLException {
    execute(
        """
        TRUNCATE ai_schema.ai_jobs, ai_schema.ai_schedules, ai_schema.ai_recommendations,
          ai_schema.ai_recommendation_drafts, ai_schema.ai_model_answers, ai_schema.ai_model_calls,
          ai_schema.ai_model_budgets
        RESTART IDENTITY CASCADE
        """);
  }

  /// A job with one event.
  void job(String requestId, String status, String completedAt) throws SQLException {
    execute(
        """
        WITH job AS (
          INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload, created_at, completed_at)
          VALUES (?, 'SCHEDULE_GENERATION', ?, '{}', now() - INTERVAL '1 year', %s)
          RETURNING id, status
        )
        INSERT INTO ai_schema.ai_job_events (job_id, revision, status, attempt, progress)
        SELECT id, 1, status, 1, 0
        FROM job
        """
            .formatted(completedAt),
        requestId,
        status);
  }

  void finishedJob(String requestId, String completedAt) throws SQLException {
    job(requestId, "COMPLETED", completedAt);
  }

  void finishedJobs(int count, String completedAt) throws SQLException {
    execute(
        """
        INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload, completed_at)
        SELECT 'done-' || n, 'SCHEDULE_GENERATION', 'COMPLETED', '{}', %s - n * INTERVAL '1 second'
        FROM generate_series(1, %d) AS n
        """
            .formatted(completedAt, count));
  }

  void schedule(String requestId, String status, String expiredAt) throws SQLException {
    execute(
        """
        INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status, expired_at)
        VALUES (?, 'trip-1', ?, %s)
        """
            .formatted(expiredAt),
        requestId,
        status);
  }

  void recommendation(String placeId, String expiredAt) throws SQLException {
    execute(
        """
        INSERT INTO ai_schema.ai_recommendations
          (place_id, profile_hash, recommendation_data, created_at, expired_at)
        VALUES (?, 'hash', '{}', now() - INTERVAL '1 year', %s)
        """
            .formatted(expiredAt),
        placeId);
  }

  void draft(String placeId, String lapsesAt) throws SQLException {
    execute(
        """
        INSERT INTO ai_schema.ai_recommendation_drafts (id, place_id, profile_hash, shared, lapses_at)
        VALUES (gen_random_uuid(), ?, 'hash', TRUE, %s)
        """
            .formatted(lapsesAt),
        placeId);
  }

  void modelAnswer(String key, String expiresAt) throws SQLException {
    execute(
        """
        INSERT INTO ai_schema.ai_model_answers (key, model, answer, expires_at)
        VALUES (?, 'model', '{}', %s)
        """
            .formatted(expiresAt),
        key);
  }

  void modelCall(String requestId, String calledAt) throws SQLException {
    execute(
        """
        INSERT INTO ai_schema.ai_model_calls
          (request_id, caller, task, model, result, input_tokens, output_tokens, cost, millis, called_at)
        VALUES (?, '', 'guide/1', 'model', 'ANSWERED', 1, 1, 0, 1, %s)
        """
            .formatted(calledAt),
        requestId);
  }

  /// A budget of a day so many days ago, in UTC.
  void modelBudget(String caller, int daysAgo) throws SQLException {
    execute(
        """
        INSERT INTO ai_schema.ai_model_budgets (used_on, scope, caller, tokens)
        VALUES ((now() AT TIME ZONE 'UTC')::DATE - %d, 'CALLER', ?, 1)
        """
            .formatted(daysAgo),
        caller);
  }

  /// What is left of models: answers, calls and budgets.
  List<String> modelRows() throws SQLException {
    return texts(
        """
        SELECT key FROM ai_schema.ai_model_answers
        UNION ALL SELECT request_id FROM ai_schema.ai_model_calls
        UNION ALL SELECT caller FROM ai_schema.ai_model_budgets
        ORDER BY 1
        """);
  }

  String status(String requestId) throws SQLException {
    return texts("SELECT status FROM ai_schema.ai_jobs WHERE request_id = ?", requestId).getFirst();
  }

  List<String> jobs() throws SQLException {
    return texts("SELECT request_id FROM ai_schema.ai_jobs ORDER BY request_id");
  }

  List<String> schedules() throws SQLException {
    return texts("SELECT request_id FROM ai_schema.ai_schedules ORDER BY request_id");
  }

  List<String> recommendations() throws SQLException {
    return texts("SELECT place_id FROM ai_schema.ai_recommendations ORDER BY place_id");
  }

  List<String> drafts() throws SQLException {
    return texts("SELECT place_id FROM ai_schema.ai_recommendation_drafts ORDER BY place_id");
  }

  /// Transactions that wait for a lock of this kind, such as `relation`.
  int waitingFor(String kindOfLock) throws SQLException {
    return texts(
            """
            SELECT pid
            FROM pg_locks
            WHERE NOT granted
              AND locktype = ?
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            kindOfLock)
        .size();
  }

  void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      statement.execute();
    }
  }

  /// The first column.
  List<String> texts(String sql, Object... values) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
    }
    return texts;
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
