package com.tripgen.ai.chaos;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Where faults strike.
///
/// @param hintNetwork between the replicas and the database, for LISTEN and NOTIFY only
record ChaosSite(
    EmbeddedPostgres postgres,
    TcpProxy hintNetwork,
    ReplicaGroup replicas,
    Duration lease,
    RandomGenerator random) {

  int anyReplica() {
    return random.nextInt(replicas.size());
  }

  /// Long enough for a lease to lapse and its jobs to be rescued.
  Duration longerThanLease() {
    return lease.plusSeconds(2);
  }

  /// Runs a statement as the superuser in the service's database.
  void administer(String sql) throws SQLException {
    DatabaseAccess superuser = postgres.administrator();
    String url = superuser.jdbcUrl();
    try (Connection connection =
            DriverManager.getConnection(
                url.substring(0, url.lastIndexOf('/') + 1) + EmbeddedPostgres.DATABASE,
                superuser.user(),
                superuser.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
