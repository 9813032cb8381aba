package com.tripgen.ai.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// SQL of tests: whole files, and single statements.
final class Scripts {
  private Scripts() {}

  static String guide() {
    return resource("/com/tripgen/ai/database/guide.sql");
  }

  static String guideRows() {
    return resource("/com/tripgen/ai/database/guide-rows.sql");
  }

  static String firstMigration() {
    return resource("/mybatis/migrations/V1__guide.sql");
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static String resource(String name) {
    try (InputStream file = Objects.requireNonNull(Scripts.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
