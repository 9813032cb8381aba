package com.tripgen.ai.chaos;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  int anyReplica() {
    return random.nextInt(replicas.size());
  }

  /// Long enough for a lease to lapse and its jobs to be rescued.
  Duration longerThanLease() {
    return lease.plusSeconds(2);
  }

  /// Waits until each replica is in the midst of a job that it will still have when the fault
  /// strikes it, also where the machine is busy, and that nobody cancels meanwhile.
  void awaitBusyReplicas() throws InterruptedException, SQLException {
    Signal.await(
        postgres.owner(),
        """
        SELECT count(DISTINCT worker_id) = %d
        FROM ai_schema.ai_jobs
        WHERE status = 'PROCESSING'
          AND started_at + (labels ->> '%s')::INTEGER * INTERVAL '1 millisecond'
            > clock_timestamp() + INTERVAL '1 second'
          AND labels ->> '%s' IS NULL
        """
            .formatted(replicas.size(), MisbehavingHandler.MILLIS, LoadJobs.CANCELLED),
        Instant.now().plus(PATIENCE),
        "not every replica runs a job");
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
