package com.tripgen.ai.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends hints on a connection of its own: at once when it is idle, and what comes in meanwhile as
/// one next batch without duplicates.
final class HintSender implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HintSender.class);

  /// A hint may be lost, so nobody waits until it is on disk.
  private static final String NOTIFY =
      "SELECT set_config('synchronous_commit', 'off', TRUE), pg_notify(?, payload)"
          + " FROM unnest(?) AS payload";

  /// The more went together, the longer the next ones gather: so a few go at once, and of many
  /// there are no more transactions than a hundred a second.
  private static final Duration APART_FOR_EACH = Duration.of(50, ChronoUnit.MICROS);

  private static final Duration APART_AT_MOST = Duration.ofMillis(10);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// While nothing can be sent, more than these are dropped rather than kept.
  private static final int MOST_WAITING = 100_000;

  private final DatabaseAccess access;
  private final String url;
  private final String channel;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private Set<String> waiting = new LinkedHashSet<>();
  private boolean closed;

  private final AtomicLong notifications = new AtomicLong();
  private final AtomicLong droppedKeys = new AtomicLong();

  /// Used by the sending thread, and cut by [#close()].
  private volatile @Nullable Connection connection;

  HintSender(DatabaseAccess access, String channel) {
    this.access = access;
    this.url = access.sessionUrl().orElse(access.jdbcUrl());
    this.channel = channel;
    this.thread = Thread.ofPlatform().daemon().name("hint-sender").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void publish(Collection<String> keys) {
    keys.forEach(HintPayload::requireKey);
    lock.lock();
    try {
      if (closed || waiting.size() + keys.size() > MOST_WAITING) {
        droppedKeys.addAndGet(keys.size());
        return;
      }
      if (waiting.isEmpty()) {
        work.signal();
      }
      waiting.addAll(keys);
    } finally {
      lock.unlock();
    }
  }

  long notifications() {
    return notifications.get();
  }

  long droppedKeys() {
    return droppedKeys.get();
  }

  /// What waits is still sent, unless that takes too long: a drained server's last words are heard.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    disconnect();
  }

  private void run() {
    long nextNanos = System.nanoTime();
    for (Set<String> keys = next(nextNanos); !keys.isEmpty(); keys = next(nextNanos)) {
      send(keys);
      nextNanos =
          System.nanoTime()
              + Math.min(keys.size() * APART_FOR_EACH.toNanos(), APART_AT_MOST.toNanos());
    }
  }

  /// Empty only after closing.
  private Set<String> next(long notBeforeNanos) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        work.awaitUninterruptibly();
      }
      awaitUnlessClosed(notBeforeNanos);
      Set<String> keys = waiting;
      waiting = new LinkedHashSet<>();
      return keys;
    } finally {
      lock.unlock();
    }
  }

  private void awaitUnlessClosed(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    while (left > 0 && !closed) {
      try {
        left = work.awaitNanos(left);
      } catch (InterruptedException e) {
        // Nobody interrupts this thread, and a hint that comes early is none the worse.
        return;
      }
    }
  }

  private void send(Set<String> keys) {
    List<String> payloads = HintPayload.join(keys);
    try {
      Connection open = connected();
      try (PreparedStatement notify = open.prepareStatement(NOTIFY)) {
        notify.setString(1, channel);
        notify.setArray(2, open.createArrayOf("text", payloads.toArray(String[]::new)));
        notify.execute();
      }
      notifications.addAndGet(payloads.size());
    } catch (SQLException e) {
      log.debug("hints were lost", e);
      droppedKeys.addAndGet(keys.size());
      disconnect();
    }
  }

  private Connection connected() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = access.connect(url, "tripgen-ai hints", PATIENCE);
      connection = open;
    }
    return open;
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        log.debug("the connection for hints was gone already", e);
      }
    }
  }
}
