package com.tripgen.ai.database;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.MappedTypes;
import org.jspecify.annotations.Nullable;

/// `Instant` as `timestamptz`, in microseconds; `Instant.MAX` is `infinity`, `Instant.MIN`
/// `-infinity`.
@MappedTypes(Instant.class)
public final class InstantTypeHandler extends BaseTypeHandler<@Nullable Instant> {
  @Override
  public void setNonNullParameter(
      PreparedStatement statement, int index, Instant value, @Nullable JdbcType type)
      throws SQLException {
    statement.setObject(index, toColumn(value));
  }

  @Override
  public @Nullable Instant getNullableResult(ResultSet rows, String column) throws SQLException {
    return fromColumn(rows.getObject(column, OffsetDateTime.class));
  }

  @Override
  public @Nullable Instant getNullableResult(ResultSet rows, int column) throws SQLException {
    return fromColumn(rows.getObject(column, OffsetDateTime.class));
  }

  @Override
  public @Nullable Instant getNullableResult(CallableStatement call, int column)
      throws SQLException {
    return fromColumn(call.getObject(column, OffsetDateTime.class));
  }

  // The driver's own names for the infinities are the ends of OffsetDateTime.
  private static OffsetDateTime toColumn(Instant value) {
    if (value.equals(Instant.MAX)) {
      return OffsetDateTime.MAX;
    }
    return value.equals(Instant.MIN) ? OffsetDateTime.MIN : value.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant fromColumn(@Nullable OffsetDateTime value) {
    if (value == null) {
      return null;
    }
    if (value.equals(OffsetDateTime.MAX)) {
      return Instant.MAX;
    }
    return value.equals(OffsetDateTime.MIN) ? Instant.MIN : value.toInstant();
  }
}
