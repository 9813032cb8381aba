package com.tripgen.ai.database;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.MappedTypes;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PGobject;

/// `Duration` as `interval`, in microseconds. A day of an interval is 24 hours; months and years
/// have no length and are refused.
@MappedTypes(Duration.class)
public final class DurationTypeHandler extends BaseTypeHandler<@Nullable Duration> {
  @Override
  public void setNonNullParameter(
      PreparedStatement statement, int index, Duration value, @Nullable JdbcType type)
      throws SQLException {
    PGobject interval = new PGobject();
    interval.setType("interval");
    interval.setValue(value.toString());
    statement.setObject(index, interval);
  }

  @Override
  public @Nullable Duration getNullableResult(ResultSet rows, String column) throws SQLException {
    return fromColumn(rows.getObject(column, PGInterval.class));
  }

  @Override
  public @Nullable Duration getNullableResult(ResultSet rows, int column) throws SQLException {
    return fromColumn(rows.getObject(column, PGInterval.class));
  }

  @Override
  public @Nullable Duration getNullableResult(CallableStatement call, int column)
      throws SQLException {
    return fromColumn(call.getObject(column, PGInterval.class));
  }

  private static @Nullable Duration fromColumn(@Nullable PGInterval value) throws SQLException {
    // The driver reads NULL as an interval that knows it is none.
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.getYears() != 0 || value.getMonths() != 0) {
      throw new SQLException("an interval with months has no length: " + value.getValue());
    }
    return Duration.ofDays(value.getDays())
        .plusHours(value.getHours())
        .plusMinutes(value.getMinutes())
        .plusSeconds(value.getWholeSeconds())
        .plusNanos(value.getMicroSeconds() * 1_000L);
  }
}
