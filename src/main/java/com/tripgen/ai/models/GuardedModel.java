package com.tripgen.ai.models;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A model that is left alone for a while when it fails too often, and for long when it does not
/// take our key. That it gives no answer is logged once a minute at most, and without what the
/// provider wrote about it.
final class GuardedModel {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedModel.class);
  private static final Duration PAUSE_AFTER_REFUSED_KEY = Duration.ofMinutes(15);
  private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

  private final ModelEndpoint.Vendor vendor;
  private final ModelProvider provider;
  private final Optional<TokenPrice> price;
  private final CircuitBreaker breaker;
  private volatile @Nullable Deadline pause;
  private @Nullable Deadline quiet;

  GuardedModel(ModelEndpoint.Vendor vendor, ModelProvider provider, Optional<TokenPrice> price) {
    this.vendor = vendor;
    this.provider = provider;
    this.price = price;
    this.breaker = CircuitBreaker.of(provider.model(), patience());
  }

  /// Asks nobody for half a minute once half of the last calls, and at least five, have failed.
  private static CircuitBreakerConfig patience() {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(20)
        .minimumNumberOfCalls(5)
        .failureRateThreshold(50)
        .waitDurationInOpenState(Duration.ofSeconds(30))
        .permittedNumberOfCallsInHalfOpenState(2)
        .build();
  }

  String name() {
    return provider.model();
  }

  ModelEndpoint.Vendor vendor() {
    return vendor;
  }

  boolean hasPrice() {
    return price.isPresent();
  }

  BigDecimal cost(Usage usage) {
    return price.map(it -> it.of(usage)).orElse(BigDecimal.ZERO);
  }

  /// Empty when the model is left alone.
  Optional<ModelReply> ask(Question question, @Nullable Objection objection, Deadline deadline)
      throws InterruptedException {
    Deadline paused = pause;
    if ((paused != null && !paused.isOver()) || !breaker.tryAcquirePermission()) {
      return Optional.empty();
    }
    long started = System.nanoTime();
    boolean settled = false;
    try {
      ModelReply reply = provider.ask(question, objection, deadline);
      settle(reply, System.nanoTime() - started);
      settled = true;
      return Optional.of(reply);
    } finally {
      if (!settled) {
        breaker.releasePermission();
      }
    }
  }

  private void settle(ModelReply reply, long nanos) {
    switch (reply) {
      case ModelReply.Unavailable(String why) -> {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException(why));
        complain(why);
      }
      case ModelReply.KeyRefused(int status) -> {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        refuse(status);
      }
      case ModelReply.Refused(String why, Usage _) -> {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        complain(why);
      }
      case ModelReply.Garbled(String why) -> {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        complain(why);
      }
      case ModelReply.Answer _, ModelReply.RateLimited _, ModelReply.Truncated _ ->
          breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void complain(String why) {
    Deadline silent = quiet;
    if (silent == null || silent.isOver()) {
      quiet = Deadline.in(BETWEEN_COMPLAINTS);
      LOG.warn(
          "the model {} gives no answer: it {}; others or the planner do without", name(), why);
    }
  }

  /// One line, however many calls were under way.
  private synchronized void refuse(int status) {
    Deadline paused = pause;
    if (paused == null || paused.isOver()) {
      pause = Deadline.in(PAUSE_AFTER_REFUSED_KEY);
      LOG.error(
          "the provider of {} refuses the key (status {}): it is not asked for {} minutes; set the"
              + " right key and restart",
          name(),
          status,
          PAUSE_AFTER_REFUSED_KEY.toMinutes());
    }
  }
}
