package com.tripgen.ai.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// Where a database is and who asks.
///
/// @param jdbcUrl for statements; several hosts are allowed
/// @param directUrl past a connection pooler, for LISTEN and migrations; null: the same as
///   `jdbcUrl`
/// @param pooled a pooler in transaction mode stands between, so that no state of a session lasts
public record DatabaseAccess(
    String jdbcUrl, String user, String password, @Nullable String directUrl, boolean pooled) {

  private static final String PREFIX = "jdbc:postgresql:";

  /// A network that fails without a word leaves sessions behind in the server. One in the midst of
  /// a transaction would keep its locks for hours, and nobody could take over its work.
  private static final String ABANDONED_SESSIONS_END =
      "-c idle_in_transaction_session_timeout=10s"
          + " -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

  public DatabaseAccess {
    requirePostgres(jdbcUrl);
    if (directUrl != null) {
      requirePostgres(directUrl);
    }
  }

  public static DatabaseAccess of(String jdbcUrl, String user, String password) {
    return new DatabaseAccess(jdbcUrl, user, password, null, false);
  }

  /// The name of the database.
  ///
  /// @throws IllegalArgumentException when the URL is none
  public String database() {
    Properties parts = Driver.parseURL(jdbcUrl, new Properties());
    if (parts == null) {
      throw new IllegalArgumentException(
          "a database URL is " + PREFIX + "//HOST:PORT/DATABASE, unlike the one that was given");
    }
    return parts.getProperty("PGDBNAME");
  }

  /// Another database of the same server, as the same role.
  public DatabaseAccess to(String database) {
    String encoded = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    int path = jdbcUrl.indexOf('/', jdbcUrl.indexOf("//") + 2);
    int parameters = jdbcUrl.indexOf('?');
    String end = parameters < 0 ? "" : jdbcUrl.substring(parameters);
    String hosts = jdbcUrl.substring(0, path < 0 ? jdbcUrl.length() - end.length() : path);
    return new DatabaseAccess(hosts + "/" + encoded + end, user, password, null, pooled);
  }

  /// Empty where only a pooler is known: then neither LISTEN nor a session lock works.
  public Optional<String> sessionUrl() {
    if (directUrl != null) {
      return Optional.of(directUrl);
    }
    return pooled ? Optional.empty() : Optional.of(jdbcUrl);
  }

  /// Like every other text of this class without the password.
  @Override
  public String toString() {
    return "DatabaseAccess[" + jdbcUrl + ", user " + user + (pooled ? ", pooled]" : "]");
  }

  /// A connection outside the pools, in autocommit mode. A silent peer is given up after
  /// `socketTimeout`, in whole seconds.
  Connection connect(String url, String purpose, Duration socketTimeout) throws SQLException {
    return DriverManager.getConnection(withPrimary(url), credentials(purpose, socketTimeout));
  }

  /// The same, for waiting for notifications.
  Connection connectToListen(String url, String purpose, Duration socketTimeout)
      throws SQLException {
    Properties properties = credentials(purpose, socketTimeout);
    properties.setProperty("socketFactory", ListenSocketFactory.class.getName());
    return DriverManager.getConnection(withPrimary(url), properties);
  }

  private Properties credentials(String purpose, Duration socketTimeout) {
    Properties properties = driverProperties(purpose, socketTimeout);
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return properties;
  }

  /// What the URL itself says wins over these.
  Properties driverProperties(String purpose, Duration socketTimeout) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", purpose);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("cancelSignalTimeout", "2");
    properties.setProperty("tcpKeepAlive", "true");
    // The detail of a broken constraint quotes the row, which holds what travellers told.
    properties.setProperty("logServerErrorDetail", "false");
    properties.setProperty("socketTimeout", Long.toString(Math.max(1, socketTimeout.toSeconds())));
    if (pooled) {
      // The next statement may reach another session, which knows no statement prepared in this
      // one.
      properties.setProperty("prepareThreshold", "0");
    } else {
      properties.setProperty("options", ABANDONED_SESSIONS_END);
    }
    return properties;
  }

  /// With several hosts only the one that accepts writes is of use.
  static String withPrimary(String url) {
    int path = url.indexOf('/', url.indexOf("//") + 2);
    String hosts = path < 0 ? url : url.substring(0, path);
    if (!hosts.contains(",") || url.contains("targetServerType")) {
      return url;
    }
    return url + (url.contains("?") ? "&" : "?") + "targetServerType=primary";
  }

  private static void requirePostgres(String url) {
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "a database URL starts with " + PREFIX + "//, unlike the one that was given");
    }
  }
}
