package com.tripgen.ai.operations;

import com.tripgen.ai.database.Database;
import io.grpc.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes what is past its time, now and then and on demand. In small transactions, of which all
/// replicas together have one at a time.
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

  private static final List<Rule> RULES =
      List.of(
          RetentionMapper::purgeJobs,
          RetentionMapper::purgeSchedules,
          RetentionMapper::purgeRecommendations,
          RetentionMapper::purgeDrafts,
          RetentionMapper::purgeModelAnswers,
          RetentionMapper::purgeModelCalls,
          RetentionMapper::purgeModelBudgets);

  private final Database database;
  private final RetentionSettings settings;
  private final RandomGenerator random;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("retention").factory());
  private final Context.CancellableContext running = Context.ROOT.withCancellation();
  private String lastTrouble = "";

  @FunctionalInterface
  private interface Rule {
    PurgedBatch purge(RetentionMapper mapper, @Nullable Instant from, int limit);
  }

  public Retention(Database database, RetentionSettings settings, RandomGenerator random) {
    this.database = database;
    this.settings = settings;
    this.random = random;
  }

  /// Begins to look now and then; replicas that start together do so apart.
  public void start() {
    long interval = settings.interval().toMillis();
    var _ =
        timer.scheduleWithFixedDelay(
            running.wrap(this::look), random.nextLong(interval), interval, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      purgeUnlessBusy();
      lastTrouble = "";
    } catch (RuntimeException e) {
      String trouble = String.valueOf(e.getMessage());
      if (!running.isCancelled() && !trouble.equals(lastTrouble)) {
        LOG.warn("what is past its time could not be deleted, tried again: {}", trouble);
        lastTrouble = trouble;
      }
    }
  }

  /// Deletes all that is past its time, taking turns with a replica that is at it too.
  Purged purge() {
    return purge(RetentionMapper::awaitTurn);
  }

  /// The same, but leaves it to the other replica.
  Purged purgeUnlessBusy() {
    return purge(RetentionMapper::takeTurn);
  }

  private Purged purge(Predicate<RetentionMapper> turn) {
    Purged purged = Purged.NOTHING;
    try {
      for (Rule rule : RULES) {
        PurgedBatch batch = PurgedBatch.NOTHING;
        do {
          batch = purgeBatch(rule, turn, batch.reached());
          purged = purged.plus(batch);
        } while (batch.isFull(settings.batchSize()));
      }
      return purged;
    } finally {
      if (!purged.equals(Purged.NOTHING)) {
        LOG.info(
            "deleted past their time: {} jobs, {} schedules, {} recommendations, {} drafts, {} rows"
                + " of models",
            purged.jobs(),
            purged.schedules(),
            purged.recommendations(),
            purged.drafts(),
            purged.modelRows());
      }
    }
  }

  private PurgedBatch purgeBatch(
      Rule rule, Predicate<RetentionMapper> turn, @Nullable Instant from) {
    return database.transaction(
        session -> {
          RetentionMapper mapper = session.getMapper(RetentionMapper.class);
          return turn.test(mapper)
              ? rule.purge(mapper, from, settings.batchSize())
              : PurgedBatch.NOTHING;
        });
  }

  /// Ends the batch under way, which is then not done. One that is being committed is waited for.
  @Override
  public void close() {
    running.cancel(null);
    timer.shutdownNow();
    try {
      var _ = timer.awaitTermination(PATIENCE_AT_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
