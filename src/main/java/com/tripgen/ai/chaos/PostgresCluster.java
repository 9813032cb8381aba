package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.TcpProxy.Mode;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.EmbeddedPostgres.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A primary and a standby that follows it.
///
/// The standby begins as a copy of the stopped primary, which needs none of the programs that the
/// embedded PostgreSQL lacks.
public final class PostgresCluster implements AutoCloseable {
  private static final String STANDBY = "standby";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// What is lost here is lost by crashes of PostgreSQL, not of the machine.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "off",
          "max_connections", "100",
          "wal_keep_size", "256MB",
          "wal_retrieve_retry_interval", "100ms");

  private final EmbeddedPostgres primary;
  private final EmbeddedPostgres standby;
  private final TcpProxy replication;

  /// Whether a commit waits for the standby.
  public enum Replication {
    SYNCHRONOUS("sync"),
    ASYNCHRONOUS("async");

    private final String state;

    Replication(String state) {
      this.state = state;
    }
  }

  private PostgresCluster(
      EmbeddedPostgres primary, EmbeddedPostgres standby, TcpProxy replication) {
    this.primary = primary;
    this.standby = standby;
    this.replication = replication;
  }

  /// Returns when the standby follows.
  ///
  /// @param folder empty; both servers keep their data in it
  /// @param programs folder of the programs of an installed PostgreSQL; null: this build's own
  public static PostgresCluster start(Path folder, Replication replication, @Nullable Path programs)
      throws IOException, SQLException {
    Settings ofPrimary = new Settings(folder.resolve("primary"), 0, SETTINGS, programs);
    Settings ofStandby = new Settings(folder.resolve(STANDBY), 0, SETTINGS, programs);
    try (EmbeddedPostgres _ = EmbeddedPostgres.start(ofPrimary)) {
      // Only made and stopped.
    }
    copy(ofPrimary.dataFolder(), ofStandby.dataFolder());
    EmbeddedPostgres primary = EmbeddedPostgres.start(ofPrimary);
    TcpProxy network = TcpProxy.to("127.0.0.1", primary.port());
    follow(ofStandby.dataFolder(), network.port(), primary.administrator());
    PostgresCluster cluster =
        new PostgresCluster(primary, EmbeddedPostgres.start(ofStandby), network);
    cluster.replicate(replication);
    return cluster;
  }

  /// For migrations.
  public DatabaseAccess owner() {
    return onBoth(primary.owner());
  }

  /// For the service: both servers in one URL, of which only the primary is of use.
  public DatabaseAccess service() {
    return onBoth(primary.service());
  }

  /// Each server alone, whatever its part is.
  public EmbeddedPostgres primary() {
    return primary;
  }

  public EmbeddedPostgres standby() {
    return standby;
  }

  /// The standby hears nothing of what is committed from now on.
  public void stopReplication() {
    replication.set(Mode.BLACKHOLE);
  }

  /// The primary crashes and comes back.
  public void restartPrimary() throws IOException {
    primary.crash();
    primary.startAgain();
  }

  /// The primary crashes for good and the standby takes its place.
  public void failOver() throws IOException {
    primary.crash();
    standby.promote();
  }

  @Override
  public void close() throws IOException {
    // A stopping primary would wait for a standby that hears nothing.
    replication.close();
    standby.close();
    primary.close();
  }

  private DatabaseAccess onBoth(DatabaseAccess access) {
    String first = "127.0.0.1:" + primary.port();
    String both = first + ",127.0.0.1:" + standby.port();
    return DatabaseAccess.of(
        access.jdbcUrl().replace(first, both) + "?targetServerType=primary",
        access.user(),
        access.password());
  }

  private void replicate(Replication how) throws SQLException {
    try (Connection connection = connect(primary.administrator());
        Statement statement = connection.createStatement()) {
      awaitState(statement, Replication.ASYNCHRONOUS);
      if (how == Replication.SYNCHRONOUS) {
        statement.execute("ALTER SYSTEM SET synchronous_standby_names = '" + STANDBY + "'");
        statement.execute("SELECT pg_reload_conf()");
        awaitState(statement, how);
      }
    }
  }

  private static void awaitState(Statement statement, Replication wanted) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isStreaming(statement, wanted)) {
      if (System.nanoTime() - end > 0) {
        throw new SQLException("the standby does not follow as wanted: " + wanted);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean isStreaming(Statement statement, Replication wanted) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'")) {
      return rows.next() && rows.getString(1).equals(wanted.state);
    }
  }

  private static Connection connect(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void follow(Path folder, int port, DatabaseAccess as) throws IOException {
    Path cluster = folder.resolve("cluster");
    Files.createFile(cluster.resolve("standby.signal"));
    Files.write(
        cluster.resolve("postgresql.auto.conf"),
        List.of(
            "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s'"
                .formatted(port, as.user(), as.password(), STANDBY)),
        StandardOpenOption.APPEND);
  }
}
