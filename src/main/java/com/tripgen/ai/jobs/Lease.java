package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseUnavailableException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This process's lease in `ai_workers`. It is taken anew, under another id, after it was lost.
///
/// The database's clock alone decides when a lease lapses. This side counts monotonic time from
/// before each renewal was sent, so it always stops believing before the database does.
final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final int RENEWALS_PER_LEASE = 3;

  private final Database database;
  private final Duration length;
  private final Runnable lost;
  private final ScheduledThreadPoolExecutor timer;
  private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

  private record Held(UUID workerId, long untilNanos, ScheduledFuture<?> expiry) {}

  /// @param lost told, once per lease, that nothing this worker still does will be stored
  Lease(Database database, Duration length, Runnable lost) {
    this.database = database;
    this.length = length;
    this.lost = lost;
    // One thread may hang in the database; the other one then notices that the lease ran out.
    this.timer =
        new ScheduledThreadPoolExecutor(
            2, Thread.ofPlatform().daemon().name("worker-lease-", 0).factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  void start() {
    long period = length.toMillis() / RENEWALS_PER_LEASE;
    var _ = timer.scheduleWithFixedDelay(this::keep, 0, period, TimeUnit.MILLISECONDS);
  }

  /// The id to claim under, while the lease holds.
  Optional<UUID> workerId() {
    Held now = held.get();
    return now != null && System.nanoTime() - now.untilNanos() < 0
        ? Optional.of(now.workerId())
        : Optional.empty();
  }

  private void keep() {
    try {
      Held now = held.get();
      if (now == null) {
        take();
      } else if (!renew(now)) {
        lose(now);
      }
    } catch (RuntimeException e) {
      LOG.warn("the worker's lease could not be renewed: {}", e.getMessage());
    }
  }

  private void take() {
    UUID workerId = UUID.randomUUID();
    long sent = System.nanoTime();
    database.reserved(
        session -> {
          session.getMapper(WorkerMapper.class).register(workerId, hostName(), length.toMillis());
          return workerId;
        });
    hold(null, workerId, sent);
  }

  private boolean renew(Held now) {
    long sent = System.nanoTime();
    int renewed =
        database.reserved(
            session ->
                session.getMapper(WorkerMapper.class).renew(now.workerId(), length.toMillis()));
    if (renewed == 0) {
      return false;
    }
    now.expiry().cancel(false);
    hold(now, now.workerId(), sent);
    return true;
  }

  /// A renewal whose answer comes after the lease was given up is left to lapse: its jobs stopped.
  private void hold(@Nullable Held before, UUID workerId, long sentNanos) {
    long until = sentNanos + length.toNanos();
    ScheduledFuture<?> expiry =
        timer.schedule(this::expire, Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    if (!held.compareAndSet(before, new Held(workerId, until, expiry))) {
      expiry.cancel(false);
    }
  }

  private void expire() {
    Held now = held.get();
    if (now != null && System.nanoTime() - now.untilNanos() >= 0) {
      lose(now);
    }
  }

  private void lose(Held now) {
    if (held.compareAndSet(now, null)) {
      LOG.warn("worker {} lost its lease; its running jobs stop", now.workerId());
      lost.run();
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /// Gives the lease back; what is still claimed under it is rescued at once by the next sweep.
  @Override
  public void close() {
    timer.shutdownNow();
    Held now = held.getAndSet(null);
    if (now != null) {
      lapse(now);
    }
  }

  private void lapse(Held now) {
    try {
      database.reserved(session -> session.getMapper(WorkerMapper.class).lapse(now.workerId()));
    } catch (DatabaseUnavailableException e) {
      LOG.warn("worker {} could not give its lease back; it lapses by itself", now.workerId());
    }
  }
}
