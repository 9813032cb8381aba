package com.tripgen.ai.server;

import com.tripgen.ai.database.Migration;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this process can serve: its database has every migration and answered just now. Health
/// follows it.
///
/// A broken connection does not yet say that the database is away: the next check has another one.
final class Readiness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(200);

  private static final String SILENCE = "not serving: the database does not answer";

  /// How long the database may leave checks unanswered, whether they fail or hang.
  static final Duration PATIENCE = Duration.ofMillis(2500);

  private final Runnable ping;
  private final Supplier<List<Migration>> pending;
  private final HealthStatusManager health;
  private final List<String> services;
  private final Runnable migrated;
  private final CountDownLatch serving = new CountDownLatch(1);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          2,
          Thread.ofPlatform().daemon().name("readiness-", 0).factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private volatile boolean schemaComplete;

  /// Why this process does not serve, or empty.
  private volatile String reason = SILENCE;

  private long answeredNanos;
  private String trouble = SILENCE;
  private String loggedTrouble = "";

  /// @param ping asks the database for a sign of life
  /// @param pending the migrations that the database lacks
  /// @param migrated run once, when the schema is known to be complete, before the first SERVING
  Readiness(
      Runnable ping,
      Supplier<List<Migration>> pending,
      HealthStatusManager health,
      List<String> services,
      Runnable migrated) {
    this.ping = ping;
    this.pending = pending;
    this.health = health;
    this.services = services;
    this.migrated = migrated;
    report(ServingStatus.NOT_SERVING);
  }

  void start() {
    timer.execute(this::check);
    // Apart from the checks, which may hang.
    var _ =
        timer.scheduleWithFixedDelay(
            this::checkSilence,
            RETRY_INTERVAL.toMillis(),
            RETRY_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// Whether every migration was seen applied.
  boolean schemaComplete() {
    return schemaComplete;
  }

  /// Why no calls should come here, or empty.
  Optional<String> trouble() {
    return Optional.of(reason).filter(it -> !it.isEmpty());
  }

  void awaitServing() throws InterruptedException {
    serving.await();
  }

  private void check() {
    Duration pause = INTERVAL;
    try {
      if (schemaComplete) {
        ping.run();
        answered();
      } else if (completeSchema()) {
        answered();
      }
    } catch (RuntimeException e) {
      unanswered("not serving: " + e.getMessage());
      pause = RETRY_INTERVAL;
    }
    var _ = timer.schedule(this::check, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean completeSchema() {
    List<Migration> lacking = pending.get();
    if (!lacking.isEmpty()) {
      unanswered(
          "not serving: the database lacks %d migrations; run ./tripgen migrate with its address"
              .formatted(lacking.size()));
      return false;
    }
    migrated.run();
    schemaComplete = true;
    return true;
  }

  private synchronized void answered() {
    answeredNanos = System.nanoTime();
    trouble = SILENCE;
    loggedTrouble = "";
    reason = "";
    report(ServingStatus.SERVING);
    serving.countDown();
  }

  private synchronized void unanswered(String reason) {
    trouble = reason;
    if (serving.getCount() > 0) {
      tellTrouble();
    }
  }

  private synchronized void checkSilence() {
    if (serving.getCount() == 0 && System.nanoTime() - answeredNanos >= PATIENCE.toNanos()) {
      tellTrouble();
    }
  }

  private void tellTrouble() {
    reason = trouble;
    report(ServingStatus.NOT_SERVING);
    if (!trouble.equals(loggedTrouble)) {
      LOG.error(trouble);
      loggedTrouble = trouble;
    }
  }

  private void report(ServingStatus status) {
    services.forEach(service -> health.setStatus(service, status));
  }

  /// Tells balancers to look elsewhere, for good.
  @Override
  public void close() {
    timer.shutdownNow();
    reason = "not serving: shutting down";
    health.enterTerminalState();
  }
}
