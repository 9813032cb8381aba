package com.tripgen.ai.server;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.Migration;
import com.tripgen.ai.database.Migrations;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this process can serve: its database answers and has every migration. Health follows it.
final class Readiness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Database database;
  private final Migrations migrations;
  private final HealthStatusManager health;
  private final List<String> services;
  private final Runnable migrated;
  private final CountDownLatch serving = new CountDownLatch(1);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("readiness").factory());
  private volatile boolean schemaComplete;
  private String lastTrouble = "";

  /// @param migrated run once, when the schema is known to be complete, before the first SERVING
  Readiness(
      Database database,
      Migrations migrations,
      HealthStatusManager health,
      List<String> services,
      Runnable migrated) {
    this.database = database;
    this.migrations = migrations;
    this.health = health;
    this.services = services;
    this.migrated = migrated;
    report(ServingStatus.NOT_SERVING);
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(this::check, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Whether every migration was seen applied.
  boolean schemaComplete() {
    return schemaComplete;
  }

  void awaitServing() throws InterruptedException {
    serving.await();
  }

  private void check() {
    try {
      if (schemaComplete) {
        database.reserved(session -> session.selectOne("com.tripgen.ai.jobs.WorkerMapper.alive"));
      } else if (!completeSchema()) {
        return;
      }
      lastTrouble = "";
      report(ServingStatus.SERVING);
      serving.countDown();
    } catch (RuntimeException e) {
      trouble("not serving: " + e.getMessage());
    }
  }

  private boolean completeSchema() {
    List<Migration> pending = migrations.pending();
    if (!pending.isEmpty()) {
      trouble(
          "not serving: the database lacks %d migrations; run ./tripgen migrate with its address"
              .formatted(pending.size()));
      return false;
    }
    migrated.run();
    schemaComplete = true;
    return true;
  }

  private void trouble(String message) {
    report(ServingStatus.NOT_SERVING);
    if (!message.equals(lastTrouble)) {
      LOG.error(message);
      lastTrouble = message;
    }
  }

  private void report(ServingStatus status) {
    services.forEach(service -> health.setStatus(service, status));
  }

  /// Tells balancers to look elsewhere, for good.
  @Override
  public void close() {
    timer.shutdownNow();
    health.enterTerminalState();
  }
}
