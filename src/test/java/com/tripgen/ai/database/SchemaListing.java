package com.tripgen.ai.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything in the schema as PostgreSQL describes it, one line per thing, without the history of
/// the migrations.
final class SchemaListing {
  private static final List<String> QUERIES =
      List.of(
          """
          SELECT format('column %s.%s %s%s default %s', relname, attname,
                        format_type(atttypid, atttypmod),
                        CASE WHEN attnotnull THEN ' not null' ELSE '' END,
                        coalesce(pg_get_expr(adbin, adrelid), 'none'))
          FROM pg_class
          JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
          LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
          WHERE relnamespace = 'ai_schema'::regnamespace AND relkind = 'r'
          """,
          // Not-null constraints are rows of their own since PostgreSQL 18, and with the columns
          // above.
          """
          SELECT format('constraint %s.%s %s', relname, conname,
                        pg_get_constraintdef(pg_constraint.oid))
          FROM pg_constraint JOIN pg_class ON conrelid = pg_class.oid
          WHERE connamespace = 'ai_schema'::regnamespace AND contype <> 'n'
          """,
          "SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'ai_schema'",
          """
          SELECT 'trigger ' || pg_get_triggerdef(pg_trigger.oid)
          FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid
          WHERE relnamespace = 'ai_schema'::regnamespace AND NOT tgisinternal
          """,
          """
          SELECT format('function %s returns %s in %s: %s', proname, prorettype::regtype, lanname,
                        regexp_replace(prosrc, '\\s+', ' ', 'g'))
          FROM pg_proc JOIN pg_language ON prolang = pg_language.oid
          WHERE pronamespace = 'ai_schema'::regnamespace
          """,
          """
          SELECT format('sequence %s of %s as %s', sequencename,
                        (SELECT string_agg(refobjid::regclass || '.' || refobjsubid, ',')
                         FROM pg_depend
                         WHERE objid = format('ai_schema.%I', sequencename)::regclass
                           AND deptype = 'a'),
                        data_type)
          FROM pg_sequences
          WHERE schemaname = 'ai_schema'
          """,
          """
          SELECT format('comment on %s%s: %s', relname, '.' || attname, description)
          FROM pg_description
          JOIN pg_class ON objoid = pg_class.oid AND classoid = 'pg_class'::regclass
          LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid AND objsubid > 0
          WHERE relnamespace = 'ai_schema'::regnamespace
          """);

  private SchemaListing() {}

  static SortedSet<String> of(Connection connection) throws SQLException {
    SortedSet<String> lines = new TreeSet<>();
    try (Statement statement = connection.createStatement()) {
      for (String query : QUERIES) {
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            lines.add(rows.getString(1));
          }
        }
      }
    }
    lines.removeIf(line -> line.contains("flyway_schema_history"));
    return lines;
  }
}
