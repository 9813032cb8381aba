package com.tripgen.ai.database;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// A `List` of records as one `jsonb` parameter, which `jsonb_to_recordset` turns into rows: the
/// statement is the same however many there are. A component `requestId` is the column
/// `request_id`.
public final class RowsTypeHandler extends BaseTypeHandler<@Nullable List<?>> {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  @Override
  public void setNonNullParameter(
      PreparedStatement statement, int index, List<?> rows, @Nullable JdbcType type)
      throws SQLException {
    PGobject value = new PGobject();
    value.setType("jsonb");
    value.setValue(JSON.writeValueAsString(rows));
    statement.setObject(index, value);
  }

  @Override
  public @Nullable List<?> getNullableResult(ResultSet rows, String column) {
    throw onlyAParameter();
  }

  @Override
  public @Nullable List<?> getNullableResult(ResultSet rows, int column) {
    throw onlyAParameter();
  }

  @Override
  public @Nullable List<?> getNullableResult(CallableStatement call, int column) {
    throw onlyAParameter();
  }

  private static UnsupportedOperationException onlyAParameter() {
    return new UnsupportedOperationException("rows come back as rows");
  }
}
