package com.tripgen.ai.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.grpc.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transactions on PostgreSQL, through two pools: one for calls, and a small one for health and
/// leases, so that a full pool does not look like a dead server.
///
/// The deadline and the cancellation of the current [Context] reach the running statement. Failures
/// come as [DatabaseUnavailableException] and [StatementCancelledException]; others as MyBatis
/// wraps them.
public final class Database implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final String CONFIGURATION = "mybatis/mybatis-config.xml";

  private final HikariDataSource calls;
  private final HikariDataSource reserved;
  private final SqlSessionFactory sessions;

  /// What measures the database's use.
  ///
  /// @param pools null to measure none
  public record Instruments(@Nullable MetricsTrackerFactory pools, List<Interceptor> statements) {
    public static final Instruments NONE = new Instruments(null, List.of());

    public Instruments {
      statements = List.copyOf(statements);
    }
  }

  /// Connects with the first transaction, not before: a server starts without its database too.
  public Database(DatabaseAccess access, PoolSettings settings) {
    this(access, settings, Instruments.NONE);
  }

  public Database(DatabaseAccess access, PoolSettings settings, Instruments instruments) {
    this.calls =
        new HikariDataSource(
            pool(
                access,
                "calls",
                settings.callConnections(),
                settings.statementTimeout(),
                settings,
                instruments));
    this.reserved =
        new HikariDataSource(
            pool(
                access,
                "reserved",
                settings.reservedConnections(),
                PoolSettings.RESERVED_STATEMENT_TIMEOUT,
                settings,
                instruments));
    this.sessions = sessionFactory(calls, instruments);
  }

  /// Runs `work` in one READ COMMITTED transaction: committed when it returns, rolled back when it
  /// throws.
  public <T> T transaction(Function<SqlSession, T> work) {
    return within(calls, work);
  }

  /// Runs `work`, which only reads, outside a transaction: each statement sees what is committed
  /// when it begins, and there is nothing to commit.
  public <T> T read(Function<SqlSession, T> work) {
    return within(calls, Mode.SINGLE_STATEMENTS, work);
  }

  /// Runs `work`, which is one statement that changes something, as a transaction of its own: one
  /// round trip, where a commit would be another. Unlike with [#transaction], what was cancelled
  /// may have been done.
  public <T> T statement(Function<SqlSession, T> work) {
    return within(calls, Mode.SINGLE_STATEMENTS, work);
  }

  /// The same on the pool that calls can't fill. For short statements of the process itself.
  public <T> T reserved(Function<SqlSession, T> work) {
    return within(reserved, work);
  }

  /// The figures of both pools, for metrics.
  public PoolUsage callsUsage() {
    return PoolUsage.of(calls);
  }

  public PoolUsage reservedUsage() {
    return PoolUsage.of(reserved);
  }

  @Override
  public void close() {
    calls.close();
    reserved.close();
  }

  private enum Mode {
    TRANSACTION,
    SINGLE_STATEMENTS
  }

  private <T> T within(HikariDataSource pool, Function<SqlSession, T> work) {
    return within(pool, Mode.TRANSACTION, work);
  }

  private <T> T within(HikariDataSource pool, Mode mode, Function<SqlSession, T> work) {
    Context context = Context.current();
    CallerCancellation.requireActive(context);
    Connection connection = connect(pool);
    try (CallerCancellation cancellation = CallerCancellation.watch(context, connection)) {
      try {
        // The pool sets it back, and neither takes a round trip.
        connection.setAutoCommit(mode == Mode.SINGLE_STATEMENTS);
        T result = run(connection, work, cancellation);
        if (mode == Mode.TRANSACTION) {
          connection.commit();
        }
        return result;
      } catch (SQLException e) {
        throw SqlErrors.typed(e).orElseGet(() -> new PersistenceException("commit failed", e));
      } finally {
        giveBack(pool, connection, cancellation);
      }
    }
  }

  private <T> T run(
      Connection connection, Function<SqlSession, T> work, CallerCancellation cancellation) {
    T result;
    try (SqlSession session = sessions.openSession(connection)) {
      result = work.apply(session);
      session.flushStatements();
    } catch (RuntimeException e) {
      throw cancellation.finish() ? SqlErrors.typed(e) : cancellation.exception(e);
    }
    // From here on the caller can't stop the commit, so that "cancelled" always means "not done".
    if (!cancellation.finish()) {
      throw cancellation.exception(null);
    }
    return result;
  }

  private static Connection connect(HikariDataSource pool) {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw SqlErrors.unavailable(e);
    }
  }

  /// Closing rolls back what was not committed.
  private static void giveBack(
      HikariDataSource pool, Connection connection, CallerCancellation cancellation) {
    cancellation.finish();
    if (cancellation.isCancelled()) {
      pool.evictConnection(connection);
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      log.debug("a connection broke while it was given back; the outcome of its work stands", e);
    }
  }

  private static HikariConfig pool(
      DatabaseAccess access,
      String name,
      int size,
      Duration statementTimeout,
      PoolSettings settings,
      Instruments instruments) {
    HikariConfig config = new HikariConfig();
    config.setMetricsTrackerFactory(instruments.pools());
    config.setPoolName(name);
    config.setJdbcUrl(DatabaseAccess.withPrimary(access.jdbcUrl()));
    config.setUsername(access.user());
    config.setPassword(access.password());
    Properties driver = access.driverProperties("tripgen-ai", statementTimeout);
    config.setDataSourceProperties(driver);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 2));
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    config.setValidationTimeout(Math.min(settings.connectionTimeout().toMillis(), 1_000));
    config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    config.setInitializationFailTimeout(-1);
    config.setExceptionOverride(new StandbyEviction());
    return config;
  }

  private static SqlSessionFactory sessionFactory(HikariDataSource calls, Instruments instruments) {
    try (InputStream xml = Resources.getResourceAsStream(CONFIGURATION)) {
      Configuration configuration = new XMLConfigBuilder(xml).parse();
      ManagedTransactionFactory transactions = new ManagedTransactionFactory();
      Properties ours = new Properties();
      ours.setProperty("closeConnection", "false");
      transactions.setProperties(ours);
      instruments.statements().forEach(configuration::addInterceptor);
      configuration.setEnvironment(new Environment("service", transactions, calls));
      return new SqlSessionFactoryBuilder().build(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
