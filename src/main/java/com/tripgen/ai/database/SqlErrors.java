package com.tripgen.ai.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Reads SQLSTATEs.
public final class SqlErrors {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String QUERY_CANCELED = "57014";
  private static final String CONNECTION_CLASS = "08";

  /// read_only_sql_transaction: what a primary says that became a standby.
  static final String READ_ONLY = "25006";

  /// admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections.
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300", READ_ONLY);

  private SqlErrors() {}

  /// Whether a row failed on the named unique constraint or index.
  public static boolean violatesUnique(Throwable error, String constraint) {
    return sqlException(error)
        .filter(cause -> UNIQUE_VIOLATION.equals(cause.getSQLState()))
        .map(SqlErrors::constraintOf)
        .filter(constraint::equals)
        .isPresent();
  }

  /// The typed exception for an error of a statement, or the error as it came.
  static RuntimeException typed(RuntimeException error) {
    SQLException cause = sqlException(error).orElse(null);
    return cause == null ? error : typed(cause).orElse(error);
  }

  static Optional<RuntimeException> typed(SQLException cause) {
    if (isUnavailable(cause)) {
      return Optional.of(unavailable(cause));
    }
    if (QUERY_CANCELED.equals(cause.getSQLState())) {
      return Optional.of(new StatementCancelledException(messageOf(cause), cause));
    }
    return Optional.empty();
  }

  static DatabaseUnavailableException unavailable(SQLException cause) {
    return new DatabaseUnavailableException("the database is away: " + messageOf(cause), cause);
  }

  static boolean isUnavailable(SQLException error) {
    String state = error.getSQLState();
    return error instanceof SQLTransientConnectionException
        || (state != null && (state.startsWith(CONNECTION_CLASS) || AWAY.contains(state)));
  }

  static Optional<SQLException> sqlException(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /// A pool that times out says why in the last failure it met.
  static String messageOf(SQLException error) {
    Throwable last = error.getCause() instanceof SQLException cause ? cause : error;
    String message = last.getMessage();
    return message == null ? last.getClass().getSimpleName() : message;
  }

  private static @Nullable String constraintOf(SQLException error) {
    ServerErrorMessage message =
        error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    return message == null ? null : message.getConstraint();
  }
}
