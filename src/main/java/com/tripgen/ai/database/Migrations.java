package com.tripgen.ai.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.ibatis.io.Resources;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The versioned schema: forward only, applied by the owner role, read by the service role.
///
/// A database that was made by hand from the guide is adopted: version 1 completes it, its rows
/// stay.
public final class Migrations {
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);
  private static final String FOLDER = "mybatis/migrations";
  private static final String APPLICATION = "tripgen-ai migrate";

  /// Building an index on a large table takes its time.
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(2);

  /// Any constant: processes that migrate one database take turns on it.
  private static final long TURN = 0x74726970_67656eL;

  private final DatabaseAccess access;

  public Migrations(DatabaseAccess access) {
    this.access = access;
  }

  /// A script that the next [#migrate()] would run.
  public record PendingScript(Migration migration, String sql) {}

  /// Every migration, known here or applied there, oldest first.
  public List<Migration> status() {
    try {
      return read(flyway(access.sessionUrl().orElse(access.jdbcUrl())));
    } catch (FlywayException e) {
      throw failure("the history of the migrations can't be read", e);
    }
  }

  /// What this build needs and the database lacks: the server may serve when it is empty. The
  /// rights of the service role are enough.
  public List<Migration> pending() {
    return status().stream().filter(Migrations::isPending).toList();
  }

  /// What [#migrate()] would run, after the same checks. Changes nothing.
  public List<PendingScript> dryRun() {
    String url = sessionUrl();
    try (Connection connection = connect(url)) {
      return check(connection, url).stream()
          .map(migration -> new PendingScript(migration, sqlOf(migration.script())))
          .toList();
    } catch (SQLException e) {
      throw failure("the database can't be read", e);
    }
  }

  /// Applies what is pending, each script in one transaction. Several processes may try at once.
  ///
  /// @return what was applied, in order
  /// @throws OwnershipException when an administrator must hand objects over first
  /// @throws MigrationException when the tables found are not the guide's, or a script failed
  public List<Migration> migrate() {
    String url = sessionUrl();
    try (Connection connection = connect(url)) {
      takeTurn(connection);
      Set<String> pending =
          check(connection, url).stream().map(Migration::script).collect(Collectors.toSet());
      Flyway flyway = flyway(url);
      flyway.migrate();
      return read(flyway).stream().filter(m -> pending.contains(m.script())).toList();
    } catch (SQLException e) {
      throw failure("migrating failed", e);
    } catch (FlywayException e) {
      throw failure("migrating failed; the script that failed changed nothing", e);
    }
  }

  private List<Migration> check(Connection connection, String url) throws SQLException {
    AdoptionCheck check = new AdoptionCheck(connection);
    check.requireOwnership();
    List<Migration> pending = read(flyway(url)).stream().filter(Migrations::isPending).toList();
    if (pending.stream().anyMatch(migration -> migration.version().equals("1"))) {
      check.requireColumnsOfTheGuide();
    }
    return pending;
  }

  /// Waits in short statements: one long wait would hold up an index that is built concurrently.
  private static void takeTurn(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)");
        PreparedStatement pause = connection.prepareStatement("SELECT pg_sleep(0.1)")) {
      lock.setLong(1, TURN);
      while (!isTrue(lock)) {
        pause.execute();
      }
    }
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private String sessionUrl() {
    return access
        .sessionUrl()
        .orElseThrow(
            () ->
                new MigrationException(
                    "migrating needs the database itself, not a pooler in between: give"
                        + " --direct-database-url"));
  }

  private Connection connect(String url) throws SQLException {
    return access.connect(url, APPLICATION, LONGEST_STATEMENT);
  }

  private Flyway flyway(String url) {
    return Flyway.configure()
        .loggers(FlywaySilence.class.getName())
        .dataSource(dataSource(url))
        .locations("classpath:" + FOLDER)
        .schemas(GuideSchema.NAME)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .baselineDescription("installed by hand from the guide")
        .validateMigrationNaming(true)
        .outOfOrder(false)
        .cleanDisabled(true)
        // takeTurn() orders the processes; Flyway's own lock would hold a transaction open all the
        // while.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .callbacks(new Announcement())
        .load();
  }

  private DataSource dataSource(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(DatabaseAccess.withPrimary(url));
    source.setUser(access.user());
    source.setPassword(access.password());
    source.setApplicationName(APPLICATION);
    source.setConnectTimeout(5);
    source.setTcpKeepAlive(true);
    return source;
  }

  private static List<Migration> read(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .filter(info -> info.getType() != CoreMigrationType.SCHEMA)
        .map(Migrations::migration)
        .toList();
  }

  private static Migration migration(MigrationInfo info) {
    Date installed = info.getInstalledOn();
    return new Migration(
        info.getVersion() == null ? "" : info.getVersion().getVersion(),
        info.getDescription(),
        info.getScript(),
        state(info.getState()),
        installed == null ? null : installed.toInstant());
  }

  private static Migration.State state(MigrationState state) {
    return switch (state) {
      case PENDING, OUTDATED, ABOVE_TARGET, IGNORED, AVAILABLE -> Migration.State.PENDING;
      case SUCCESS, OUT_OF_ORDER, SUPERSEDED -> Migration.State.APPLIED;
      case BASELINE, BELOW_BASELINE, BASELINE_IGNORED -> Migration.State.BASELINE;
      case FUTURE_SUCCESS -> Migration.State.NEWER;
      case MISSING_SUCCESS, MISSING_FAILED, FAILED, FUTURE_FAILED, UNDONE, DELETED ->
          Migration.State.BROKEN;
    };
  }

  private static boolean isPending(Migration migration) {
    return migration.state() == Migration.State.PENDING;
  }

  private static String sqlOf(String script) {
    try (InputStream file = Resources.getResourceAsStream(FOLDER + "/" + script)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuntimeException failure(String what, Exception error) {
    SQLException cause = SqlErrors.sqlException(error).orElse(null);
    if (cause != null && SqlErrors.isUnavailable(cause)) {
      return SqlErrors.unavailable(cause);
    }
    String why = cause == null ? error.getMessage() : SqlErrors.messageOf(cause);
    return new MigrationException(what + ": " + why, error);
  }

  /// One line per applied script, which is all the log says.
  private static final class Announcement extends BaseCallback {
    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
      log.info("migrated the database with {}", context.getMigrationInfo().getScript());
    }
  }
}
