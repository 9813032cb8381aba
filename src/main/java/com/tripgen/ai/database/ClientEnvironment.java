package com.tripgen.ai.database;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/// How PostgreSQL's own programs are told where to connect: by their environment, so that neither
/// the password nor anything else stands in a list of processes.
public final class ClientEnvironment {
  /// Of the driver, and what libpq calls them.
  private static final Map<String, String> SAME_MEANING =
      Map.of(
          "sslmode", "PGSSLMODE",
          "sslrootcert", "PGSSLROOTCERT",
          "sslcert", "PGSSLCERT",
          "sslkey", "PGSSLKEY");

  private ClientEnvironment() {}

  /// Reads what a client program needs to reach the database.
  ///
  /// @throws IllegalArgumentException when the URL is none
  public static Map<String, String> of(DatabaseAccess access) {
    String url = access.sessionUrl().orElse(access.jdbcUrl());
    Properties parts = Driver.parseURL(url, new Properties());
    if (parts == null) {
      throw new IllegalArgumentException("not a URL of a PostgreSQL database");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PGHOST", parts.getProperty("PGHOST"));
    environment.put("PGPORT", parts.getProperty("PGPORT"));
    environment.put("PGDATABASE", parts.getProperty("PGDBNAME"));
    environment.put("PGUSER", access.user());
    environment.put("PGPASSWORD", access.password());
    environment.put("PGCONNECT_TIMEOUT", "10");
    environment.put("PGAPPNAME", "tripgen-ai");
    if (parts.getProperty("PGHOST").contains(",")) {
      environment.put("PGTARGETSESSIONATTRS", "read-write");
    }
    if ("true".equals(parts.getProperty("ssl"))) {
      environment.put("PGSSLMODE", "verify-full");
    }
    SAME_MEANING.forEach(
        (property, variable) -> {
          String value = parts.getProperty(property);
          if (value != null) {
            environment.put(variable, value);
          }
        });
    return environment;
  }
}
