package com.tripgen.ai.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PasswordUtil;

/// What an administrator does once for a database, sections 3 and 8 of the guide: roles, database,
/// schema, extensions, rights. Safe to repeat; touches no row.
///
/// Passwords are sent as SCRAM verifiers (RFC 5803), from which nobody gets the password back.
public final class Provisioning {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String OWNER = EmbeddedPostgres.OWNER_ROLE;
  private static final String SERVICE = EmbeddedPostgres.SERVICE_ROLE;

  private final String database;
  private final String ownerPassword;
  private final String servicePassword;

  public Provisioning(String database, String ownerPassword, String servicePassword) {
    this.database = database;
    this.ownerPassword = ownerPassword;
    this.servicePassword = servicePassword;
  }

  /// For psql, connected to any database of the server as a superuser.
  public String script() {
    List<String> lines = new ArrayList<>();
    lines.add("-- For psql as a superuser: psql -X -v ON_ERROR_STOP=1 -d postgres -f FILE");
    lines.add("-- Passwords are SCRAM verifiers. Safe to repeat.");
    lines.addAll(roles());
    // CREATE DATABASE knows no IF NOT EXISTS.
    lines.add(
        "SELECT %s WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = %s)\\gexec"
            .formatted(literal(createDatabase()), literal(database)));
    lines.addAll(rightsOnDatabase());
    lines.add("\\connect " + identifier(database));
    lines.addAll(schema());
    return String.join("\n", lines) + "\n";
  }

  /// Does it, as a superuser whose access leads to any database of the server.
  ///
  /// @throws DatabaseUnavailableException when the server can't be reached
  /// @throws MigrationException when it refuses
  public void run(DatabaseAccess administrator) {
    try {
      runOnServer(administrator);
    } catch (SQLException e) {
      if (SqlErrors.isUnavailable(e)) {
        throw SqlErrors.unavailable(e);
      }
      throw new MigrationException("provisioning failed: " + SqlErrors.messageOf(e), e);
    }
  }

  void runOnServer(DatabaseAccess administrator) throws SQLException {
    try (Connection server = connect(administrator);
        Statement statement = server.createStatement()) {
      execute(statement, roles());
      if (!databaseExists(server)) {
        statement.execute(createDatabase());
      }
      execute(statement, rightsOnDatabase());
    }
    try (Connection inside = connect(administrator.to(database));
        Statement statement = inside.createStatement()) {
      execute(statement, schema());
    }
  }

  private List<String> roles() {
    List<String> statements = new ArrayList<>();
    statements.addAll(role(OWNER, ownerPassword));
    statements.addAll(role(SERVICE, servicePassword));
    return statements;
  }

  private static List<String> role(String name, String password) {
    String verifier = PasswordUtil.encodeScramSha256(password.toCharArray()).replace("'", "''");
    return List.of(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%s') THEN CREATE ROLE %s; END IF; END $$;"
            .formatted(name, name),
        "ALTER ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '%s';"
            .formatted(name, verifier),
        "ALTER ROLE %s SET search_path = %s;".formatted(name, GuideSchema.NAME));
  }

  private String createDatabase() {
    return "CREATE DATABASE %s OWNER %s ENCODING 'UTF8' TEMPLATE template0"
        .formatted(identifier(database), OWNER);
  }

  private List<String> rightsOnDatabase() {
    String name = identifier(database);
    return List.of(
        "REVOKE ALL ON DATABASE %s FROM PUBLIC;".formatted(name),
        "GRANT CREATE, CONNECT, TEMPORARY ON DATABASE %s TO %s;".formatted(name, OWNER),
        "GRANT CONNECT ON DATABASE %s TO %s;".formatted(name, SERVICE));
  }

  private static List<String> schema() {
    String defaults =
        "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA %s GRANT %%s TO %s;"
            .formatted(OWNER, GuideSchema.NAME, SERVICE);
    return List.of(
        "CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s;".formatted(GuideSchema.NAME, OWNER),
        extension("uuid-ossp"),
        extension("pgcrypto"),
        "GRANT USAGE ON SCHEMA %s TO %s;".formatted(GuideSchema.NAME, SERVICE),
        defaults.formatted("SELECT, INSERT, UPDATE, DELETE ON TABLES"),
        defaults.formatted("USAGE, SELECT ON SEQUENCES"),
        defaults.formatted("EXECUTE ON FUNCTIONS"));
  }

  /// The guide's, which the service does not need: no reason to fail where a server lacks them.
  private static String extension(String name) {
    return ("DO $$ BEGIN IF EXISTS (SELECT FROM pg_available_extensions WHERE name = '%s')"
            + " THEN CREATE EXTENSION IF NOT EXISTS \"%s\"; END IF; END $$;")
        .formatted(name, name);
  }

  private boolean databaseExists(Connection server) throws SQLException {
    try (PreparedStatement query =
        server.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      query.setString(1, database);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static Connection connect(DatabaseAccess access) throws SQLException {
    return access.connect(access.jdbcUrl(), "tripgen-ai provision", PATIENCE);
  }

  private static void execute(Statement statement, List<String> all) throws SQLException {
    for (String sql : all) {
      statement.execute(sql);
    }
  }

  private static String identifier(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > 63 || name.isBlank()) {
      throw new IllegalArgumentException("not the name of a database: '" + name + "'");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
