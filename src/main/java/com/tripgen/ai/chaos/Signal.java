package com.tripgen.ai.chaos;

import com.tripgen.ai.database.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/// Something that can only be waited for by looking again and again.
@FunctionalInterface
interface Signal {
  Duration PAUSE = Duration.ofMillis(50);

  boolean isSeen() throws SQLException;

  /// Waits until the signal is seen.
  ///
  /// @param trouble what is the case as long as the signal is not seen
  /// @throws IllegalStateException when it is not seen in time
  static void await(Signal signal, Instant giveUp, String trouble)
      throws InterruptedException, SQLException {
    while (!signal.isSeen()) {
      if (Instant.now().isAfter(giveUp)) {
        throw new IllegalStateException("waited too long: " + trouble);
      }
      Thread.sleep(PAUSE);
    }
  }

  /// Waits until a query says so.
  ///
  /// @param query whose one value becomes true
  static void await(DatabaseAccess database, String query, Instant giveUp, String trouble)
      throws InterruptedException, SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      await(() -> isTrue(statement, query), giveUp, trouble);
    }
  }

  private static boolean isTrue(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
