package com.tripgen.ai.database;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.MappedJdbcTypes;
import org.apache.ibatis.type.MappedTypes;
import org.jspecify.annotations.Nullable;

/// `List<String>` as `text[]`, without NULL elements.
@MappedTypes(List.class)
@MappedJdbcTypes(value = JdbcType.ARRAY, includeNullJdbcType = true)
public final class TextArrayTypeHandler extends BaseTypeHandler<@Nullable List<String>> {
  @Override
  public void setNonNullParameter(
      PreparedStatement statement, int index, List<String> texts, @Nullable JdbcType type)
      throws SQLException {
    statement.setArray(
        index, statement.getConnection().createArrayOf("text", texts.toArray(String[]::new)));
  }

  @Override
  public @Nullable List<String> getNullableResult(ResultSet rows, String column)
      throws SQLException {
    return fromColumn(rows.getArray(column));
  }

  @Override
  public @Nullable List<String> getNullableResult(ResultSet rows, int column) throws SQLException {
    return fromColumn(rows.getArray(column));
  }

  @Override
  public @Nullable List<String> getNullableResult(CallableStatement call, int column)
      throws SQLException {
    return fromColumn(call.getArray(column));
  }

  private static @Nullable List<String> fromColumn(@Nullable Array value) throws SQLException {
    return value == null ? null : List.of((String[]) value.getArray());
  }
}
