package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.StoredJob.Change;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.jobs.JobStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the jobs past the product: with SQL of its own, so that a fault of its mappers shows.
final class StoredJobs {
  private StoredJobs() {}

  static Collection<StoredJob> read(DatabaseAccess database) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      // One statement, one snapshot: no job changes between its row and its history.
      try (ResultSet rows =
          statement.executeQuery(
              """
              SELECT job.request_id, job.status, job.revision, job.result IS NOT NULL AS has_result,
                     event.revision AS event_revision, event.status AS event_status
              FROM ai_schema.ai_jobs AS job
              LEFT JOIN ai_schema.ai_job_events AS event ON event.job_id = job.id
              ORDER BY job.id, event.revision
              """)) {
        return collect(rows);
      }
    }
  }

  private static Collection<StoredJob> collect(ResultSet rows) throws SQLException {
    Map<String, StoredJob> jobs = new LinkedHashMap<>();
    while (rows.next()) {
      String requestId = rows.getString("request_id");
      StoredJob before = jobs.get(requestId);
      List<Change> changes = new ArrayList<>(before == null ? List.of() : before.changes());
      if (rows.getString("event_status") != null) {
        changes.add(
            new Change(
                rows.getLong("event_revision"), JobStatus.valueOf(rows.getString("event_status"))));
      }
      jobs.put(
          requestId,
          new StoredJob(
              requestId,
              JobStatus.valueOf(rows.getString("status")),
              rows.getLong("revision"),
              rows.getBoolean("has_result"),
              changes));
    }
    return jobs.values();
  }
}
