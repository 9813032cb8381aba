package com.tripgen.ai.jobs;

import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the database itself holds of jobs, read and moved by plain JDBC.
final class JobTable implements AutoCloseable {
  private final Connection connection;

  JobTable(TestDatabase database) throws SQLException {
    this.connection = database.connect();
  }

  /// As after `TestDatabase.create()`, but faster.
  void clear() throws SQLException {
    change(
        """
        TRUNCATE ai_schema.ai_jobs, ai_schema.ai_workers, ai_schema.ai_schedules
        RESTART IDENTITY CASCADE
        """);
  }

  int change(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
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

  /// One column of a job, `null` as text when it is NULL.
  String column(String requestId, String column) throws SQLException {
    return texts(
            "SELECT (%s)::TEXT FROM ai_schema.ai_jobs WHERE request_id = ?".formatted(column),
            requestId)
        .getFirst();
  }

  String status(String requestId) throws SQLException {
    return column(requestId, "status");
  }

  /// All columns of a job, to see whether anything changed.
  String whole(String requestId) throws SQLException {
    return column(requestId, "ai_jobs");
  }

  /// The events of a job as `revision status attempt`.
  List<String> history(String requestId) throws SQLException {
    return texts(
        """
        SELECT concat_ws(' ', event.revision, event.status, event.attempt)
        FROM ai_schema.ai_job_events AS event
        JOIN ai_schema.ai_jobs AS job ON job.id = event.job_id
        WHERE job.request_id = ?
        ORDER BY event.revision
        """,
        requestId);
  }

  /// The statuses a job went through.
  List<String> statuses(String requestId) throws SQLException {
    return texts(
        """
        SELECT event.status
        FROM ai_schema.ai_job_events AS event
        JOIN ai_schema.ai_jobs AS job ON job.id = event.job_id
        WHERE job.request_id = ?
        ORDER BY event.revision
        """,
        requestId);
  }

  /// The `ErrorInfo.reason` of a job's error.
  String reason(String requestId) throws SQLException {
    return column(requestId, "error #>> '{details,0,reason}'");
  }

  /// Statements that wait for the transaction of somebody else.
  int waitingStatements() throws SQLException {
    return Integer.parseInt(
        texts(
                """
                SELECT count(*)
                FROM pg_locks
                JOIN pg_stat_activity USING (pid)
                WHERE datname = current_database() AND NOT granted
                """)
            .getFirst());
  }

  /// A worker process that somebody saw alive.
  UUID worker() throws SQLException {
    UUID workerId = UUID.randomUUID();
    change(
        """
        INSERT INTO ai_schema.ai_workers (id, host, lease_until)
        VALUES (?, 'elsewhere', now() + INTERVAL '1 hour')
        """,
        workerId);
    return workerId;
  }

  void lapse(UUID workerId) throws SQLException {
    change(
        "UPDATE ai_schema.ai_workers SET lease_until = now() - INTERVAL '1 second' WHERE id = ?",
        workerId);
  }

  void lapseAll() throws SQLException {
    change("UPDATE ai_schema.ai_workers SET lease_until = now() - INTERVAL '1 second'");
  }

  /// A job that waits for its run time becomes due.
  void makeDue(String requestId) throws SQLException {
    change("UPDATE ai_schema.ai_jobs SET run_time = now() WHERE request_id = ?", requestId);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
