package com.tripgen.ai.database;

import io.grpc.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the end of a call, by deadline or by the caller's leave, to the connection that works
/// for it.
///
/// PostgreSQL delivers a cancel request to whatever the session runs when it arrives, perhaps a
/// statement later. Hence a connection that met one is never used again. A transaction that was
/// between two statements goes on unharmed by the request: its connection is cut.
final class CallerCancellation implements Context.CancellationListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CallerCancellation.class);

  private static final Duration PATIENCE_AFTER_REQUEST = Duration.ofMillis(100);

  private enum State {
    WATCHING,
    CANCELLED,
    OVER
  }

  private final Context context;
  private final Connection connection;
  private final AtomicReference<State> state = new AtomicReference<>(State.WATCHING);
  private final CountDownLatch workEnded = new CountDownLatch(1);

  private CallerCancellation(Context context, Connection connection) {
    this.context = context;
    this.connection = connection;
  }

  static CallerCancellation watch(Context context, Connection connection) {
    CallerCancellation cancellation = new CallerCancellation(context, connection);
    // The cancel request opens a connection of its own: not for the thread that cancels the call.
    context.addListener(cancellation, task -> Thread.ofVirtual().name("cancel").start(task));
    return cancellation;
  }

  static void requireActive(Context context) {
    if (context.isCancelled()) {
      throw cancelled(context, null);
    }
  }

  /// The last moment a cancellation counts; afterwards the connection is safe from it.
  ///
  /// @return false when the caller left before
  boolean finish() {
    return state.compareAndSet(State.WATCHING, State.OVER) || !isCancelled();
  }

  boolean isCancelled() {
    return state.get() == State.CANCELLED;
  }

  StatementCancelledException exception(@Nullable Throwable cause) {
    return cancelled(context, cause);
  }

  @Override
  public void cancelled(Context ended) {
    if (!state.compareAndSet(State.WATCHING, State.CANCELLED)) {
      return;
    }
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      log.debug("a cancel request failed, the connection is cut anyway", e);
    }
    try {
      if (!workEnded.await(PATIENCE_AFTER_REQUEST.toMillis(), TimeUnit.MILLISECONDS)) {
        connection.unwrap(Connection.class).abort(Runnable::run);
      }
    } catch (SQLException e) {
      log.debug("a connection was gone before it was cut", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The work on the connection has ended, well or not.
  @Override
  public void close() {
    workEnded.countDown();
    context.removeListener(this);
  }

  static StatementCancelledException cancelled(Context context, @Nullable Throwable cause) {
    boolean late = context.getDeadline() != null && context.getDeadline().isExpired();
    return new StatementCancelledException(
        late ? "the caller's deadline passed" : "the caller went away", cause);
  }
}
