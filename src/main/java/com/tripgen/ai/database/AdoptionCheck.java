package com.tripgen.ai.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether the role of a connection can migrate what it finds there. Only reads.
final class AdoptionCheck {
  private static final String SCHEMA =
      """
      SELECT quote_ident(current_user) AS role,
             quote_ident(current_database()) AS database,
             has_database_privilege(current_database(), 'CREATE') AS may_create_schema,
             (SELECT nspname FROM pg_namespace WHERE nspname = ?) AS schema,
             (SELECT has_schema_privilege(oid, 'CREATE') AND has_schema_privilege(oid, 'USAGE')
              FROM pg_namespace WHERE nspname = ?) AS may_use_schema
      """;

  private static final String FOREIGN_TABLES =
      """
      SELECT format('ALTER TABLE %s.%I OWNER TO %I;', ?, relname, current_user)
      FROM pg_class
      WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
        AND relkind IN ('r', 'p')
        AND (relname LIKE 'ai\\_%' OR relname = 'flyway_schema_history')
        AND NOT pg_has_role(current_user, relowner, 'USAGE')
      ORDER BY relname
      """;

  private static final String FOREIGN_FUNCTIONS =
      """
      SELECT format('ALTER FUNCTION %s.%I() OWNER TO %I;', ?, proname, current_user)
      FROM pg_proc
      WHERE pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
        AND proname = ANY (?)
        AND pronargs = 0
        AND NOT pg_has_role(current_user, proowner, 'USAGE')
      ORDER BY proname
      """;

  private static final String COLUMNS =
      """
      SELECT relname, attname, format_type(atttypid, atttypmod) AS type
      FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
      WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
        AND relname = ANY (?)
        AND attnum > 0
        AND NOT attisdropped
      """;

  private final Connection connection;

  AdoptionCheck(Connection connection) {
    this.connection = connection;
  }

  /// @throws OwnershipException when the role may not change what is there
  void requireOwnership() throws SQLException {
    List<String> statements = new ArrayList<>();
    String role;
    try (PreparedStatement query = connection.prepareStatement(SCHEMA)) {
      query.setString(1, GuideSchema.NAME);
      query.setString(2, GuideSchema.NAME);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        role = row.getString("role");
        boolean schemaExists = row.getString("schema") != null;
        if (!schemaExists && !row.getBoolean("may_create_schema")) {
          statements.add(
              "GRANT CREATE ON DATABASE " + row.getString("database") + " TO " + role + ";");
        }
        if (schemaExists && !row.getBoolean("may_use_schema")) {
          statements.add("ALTER SCHEMA " + GuideSchema.NAME + " OWNER TO " + role + ";");
        }
      }
    }
    statements.addAll(foreignTables());
    statements.addAll(foreignFunctions());
    if (!statements.isEmpty()) {
      throw new OwnershipException(role, statements);
    }
  }

  /// @throws MigrationException when a table of the guide's name is another table
  void requireColumnsOfTheGuide() throws SQLException {
    Map<String, Map<String, String>> found = foundColumns();
    List<String> differences = new ArrayList<>();
    GuideSchema.TABLES.forEach(
        (table, columns) -> {
          Map<String, String> present = found.get(table);
          if (present != null) {
            columns.forEach((column, type) -> compare(table, column, type, present, differences));
          }
        });
    if (!differences.isEmpty()) {
      throw new MigrationException(
          "the tables in schema "
              + GuideSchema.NAME
              + " are not those of the installation guide, nothing was changed: "
              + String.join("; ", differences));
    }
  }

  private List<String> foreignTables() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FOREIGN_TABLES)) {
      query.setString(1, GuideSchema.NAME);
      query.setString(2, GuideSchema.NAME);
      return texts(query);
    }
  }

  private List<String> foreignFunctions() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FOREIGN_FUNCTIONS)) {
      query.setString(1, GuideSchema.NAME);
      query.setString(2, GuideSchema.NAME);
      query.setArray(
          3, connection.createArrayOf("name", GuideSchema.FUNCTIONS.toArray(String[]::new)));
      return texts(query);
    }
  }

  private static void compare(
      String table,
      String column,
      String type,
      Map<String, String> present,
      List<String> differences) {
    String actual = present.get(column);
    if (actual == null) {
      differences.add("table " + table + " has no column " + column + " (" + type + ")");
    } else if (!actual.equals(type)) {
      differences.add(
          "column " + column + " of table " + table + " is " + actual + " instead of " + type);
    }
  }

  private Map<String, Map<String, String>> foundColumns() throws SQLException {
    Map<String, Map<String, String>> found = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, GuideSchema.NAME);
      query.setArray(
          2, connection.createArrayOf("name", GuideSchema.TABLES.keySet().toArray(String[]::new)));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found
              .computeIfAbsent(rows.getString("relname"), table -> new LinkedHashMap<>())
              .put(rows.getString("attname"), rows.getString("type"));
        }
      }
    }
    return found;
  }

  private static List<String> texts(PreparedStatement query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
