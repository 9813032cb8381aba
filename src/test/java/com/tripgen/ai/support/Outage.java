package com.tripgen.ai.support;

import com.tripgen.ai.database.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A database that the service cannot reach: from opening to closing its connections are cut and
/// new ones refused.
public final class Outage implements AutoCloseable {
  private final TestDatabase database;

  private Outage(TestDatabase database) {
    this.database = database;
  }

  public static Outage of(TestDatabase database) throws SQLException {
    execute(database, "ALTER DATABASE " + database.name() + " CONNECTION LIMIT 0");
    cutConnections(database);
    return new Outage(database);
  }

  /// The shortest outage: every connection of the service breaks, the next one succeeds.
  public static void cutConnections(TestDatabase database) throws SQLException {
    execute(
        database,
        """
        SELECT pg_terminate_backend(pid)
        FROM pg_stat_activity
        WHERE datname = '%s' AND usename = '%s'
        """
            .formatted(database.name(), EmbeddedPostgres.SERVICE_ROLE));
  }

  @Override
  public void close() throws SQLException {
    execute(database, "ALTER DATABASE " + database.name() + " CONNECTION LIMIT -1");
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = TestDatabase.connect(database.administrator());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
