package com.tripgen.ai.bench.service;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The stored jobs of one database, as its owner sees them.
final class JobTable implements AutoCloseable {
  private static final int POLL_MILLIS = 100;

  /// The job that came last, which is among the last to end.
  private static final String LAST_UNFINISHED =
      "SELECT completed_at IS NULL FROM ai_schema.ai_jobs ORDER BY id DESC LIMIT 1";

  /// Reads all that was queued until the next VACUUM, at the expense of the engine.
  private static final String ANY_UNFINISHED =
      "SELECT EXISTS (SELECT FROM ai_schema.ai_jobs WHERE status IN ('QUEUED', 'PROCESSING'))";

  private final Connection connection;

  JobTable(BenchSite site) throws SQLException {
    this.connection = site.connectAsOwner();
  }

  JobRow read(String requestId) throws SQLException {
    return JobRow.read(connection, requestId);
  }

  void queue(JobRow row, int jobs) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(JobRow.INSERT_MANY)) {
      row.insertMany(insert, jobs);
    }
  }

  /// Adds jobs that are finished already.
  void fill(JobRow row, int finished) throws SQLException {
    row.insertFinished(connection, finished);
    vacuum();
  }

  /// Takes away what came later.
  void shrinkTo(long lastId) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM ai_schema.ai_jobs WHERE id > ?")) {
      delete.setLong(1, lastId);
      delete.executeUpdate();
    }
    vacuum();
  }

  private void vacuum() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE) ai_schema.ai_jobs, ai_schema.ai_job_events");
    }
  }

  long lastId() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT max(id) FROM ai_schema.ai_jobs")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// Of jobs from all over the table.
  List<String> someIds(int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT request_id FROM ai_schema.ai_jobs WHERE id IN (SELECT 1 + floor(random() *"
                + " (SELECT max(id) FROM ai_schema.ai_jobs))::BIGINT FROM generate_series(1,"
                + " ?))")) {
      select.setInt(1, most);
      List<String> ids = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      return ids;
    }
  }

  /// Until no job is unfinished.
  void awaitAll() throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      while (is(statement, LAST_UNFINISHED) || is(statement, ANY_UNFINISHED)) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private static boolean is(Statement statement, String question) throws SQLException {
    try (ResultSet rows = statement.executeQuery(question)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /// From the first start to the last end of those that came later, by the times that are stored; a
  /// job that did not complete would make it wrong.
  double secondsOf(int jobs, long afterId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT count(*) FILTER (WHERE status = 'COMPLETED'),"
                + " EXTRACT(EPOCH FROM max(completed_at) - min(started_at))"
                + " FROM ai_schema.ai_jobs WHERE id > ?")) {
      select.setLong(1, afterId);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        if (rows.getInt(1) != jobs) {
          throw new IllegalStateException(
              "only %d of %d jobs completed".formatted(rows.getInt(1), jobs));
        }
        return rows.getDouble(2);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
