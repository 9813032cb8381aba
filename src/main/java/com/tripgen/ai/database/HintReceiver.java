package com.tripgen.ai.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens on one connection, which it tests and replaces when it is dead.
///
/// The test sends a token through the channel and waits for it: it notices a peer that vanished
/// without a word, and a pooler that hands the session to somebody else.
final class HintReceiver implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HintReceiver.class);

  private final DatabaseAccess access;
  private final String url;
  private final HintSettings settings;
  private final Thread thread;
  private final List<HintListener> listeners = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private boolean closed;
  private @Nullable Connection open;

  private final AtomicLong connects = new AtomicLong();
  private final AtomicLong notifications = new AtomicLong();
  private volatile boolean listening;

  HintReceiver(DatabaseAccess access, String url, HintSettings settings) {
    this.access = access;
    this.url = url;
    this.settings = settings;
    // A platform thread waits in the socket itself; others are woken by one that waits for them.
    this.thread = Thread.ofPlatform().daemon().name("hint-receiver").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void add(HintListener listener) {
    listeners.add(listener);
  }

  void remove(HintListener listener) {
    listeners.remove(listener);
  }

  boolean isListening() {
    return listening;
  }

  long connects() {
    return connects.get();
  }

  long notifications() {
    return notifications.get();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
      abort(open);
    } finally {
      lock.unlock();
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = settings.firstRetryDelay();
    while (!isClosed()) {
      try (Connection connection =
          access.connectToListen(url, "tripgen-ai listen", settings.probeTimeout())) {
        keep(connection);
        new Session(connection).listen();
      } catch (SQLException e) {
        if (!isClosed()) {
          log.debug("hints are not heard just now", e);
        }
      }
      // A session that got as far as listening was fine: the next attempt comes soon.
      pause = listening ? settings.firstRetryDelay() : longer(pause);
      listening = false;
      waitUnlessClosed(pause);
    }
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(settings.longestRetryDelay()) < 0
        ? doubled
        : settings.longestRetryDelay();
  }

  private void keep(Connection connection) {
    lock.lock();
    try {
      open = connection;
      if (closed) {
        abort(connection);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void abort(@Nullable Connection connection) {
    if (connection == null) {
      return;
    }
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      log.debug("the connection for hints was gone already", e);
    }
  }

  private void waitUnlessClosed(Duration pause) {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!closed && left > 0) {
        left = closing.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void tell(Consumer<HintListener> news) {
    for (HintListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        log.error("a listener for hints failed", e);
      }
    }
  }

  /// One connection's life.
  private final class Session {
    private final Connection connection;
    private final PGConnection notices;
    private final String token = UUID.randomUUID().toString();
    private boolean probing;

    Session(Connection connection) throws SQLException {
      this.connection = connection;
      this.notices = connection.unwrap(PGConnection.class);
    }

    /// Returns when the channel has gone silent, or throws when the connection broke.
    void listen() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("LISTEN " + settings.channel());
      }
      connects.incrementAndGet();
      listening = true;
      // Only now: whoever looks at everything after this call misses nothing that is committed
      // later.
      tell(HintListener::hintsMayBeMissing);
      while (hear(settings.probeInterval())) {
        probe();
        if (!hear(settings.probeTimeout()) || probing) {
          log.warn("the channel for hints went silent, reconnecting");
          return;
        }
      }
    }

    /// Takes what arrives for so long, or until an awaited token came.
    private boolean hear(Duration time) throws SQLException {
      long end = System.nanoTime() + time.toNanos();
      boolean awaited = probing;
      while (!isClosed()) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0 || (awaited && !probing)) {
          return true;
        }
        for (PGNotification notification : notices.getNotifications((int) left)) {
          take(notification.getParameter());
        }
      }
      return false;
    }

    private void take(String text) {
      switch (HintPayload.parse(text)) {
        case HintPayload.Keys(var keys) -> {
          notifications.incrementAndGet();
          tell(listener -> listener.hinted(keys));
        }
        case HintPayload.Probe(var heard) -> probing = probing && !heard.equals(token);
        case HintPayload.Unknown() -> {}
      }
    }

    private void probe() throws SQLException {
      try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
        notify.setString(1, settings.channel());
        notify.setString(2, HintPayload.probe(token));
        probing = true;
        notify.execute();
      }
    }
  }
}
