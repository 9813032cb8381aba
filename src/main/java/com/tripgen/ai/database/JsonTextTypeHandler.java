package com.tripgen.ai.database;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.MappedJdbcTypes;
import org.apache.ibatis.type.MappedTypes;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/// A `String` that holds JSON as `jsonb`; what comes back is PostgreSQL's spelling of the same
/// value.
@MappedTypes(String.class)
@MappedJdbcTypes(JdbcType.OTHER)
public final class JsonTextTypeHandler extends BaseTypeHandler<@Nullable String> {
  @Override
  public void setNonNullParameter(
      PreparedStatement statement, int index, String json, @Nullable JdbcType type)
      throws SQLException {
    PGobject value = new PGobject();
    value.setType("jsonb");
    value.setValue(json);
    statement.setObject(index, value);
  }

  @Override
  public @Nullable String getNullableResult(ResultSet rows, String column) throws SQLException {
    return rows.getString(column);
  }

  @Override
  public @Nullable String getNullableResult(ResultSet rows, int column) throws SQLException {
    return rows.getString(column);
  }

  @Override
  public @Nullable String getNullableResult(CallableStatement call, int column)
      throws SQLException {
    return call.getString(column);
  }
}
