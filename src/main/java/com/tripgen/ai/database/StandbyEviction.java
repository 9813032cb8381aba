package com.tripgen.ai.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// After a failover the old primary answers reads and refuses writes: a connection to it is of no
/// use.
final class StandbyEviction implements SQLExceptionOverride {
  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException error) {
    return SqlErrors.READ_ONLY.equals(error.getSQLState())
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
