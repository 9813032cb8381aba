package com.tripgen.ai.telemetry;

import com.tripgen.ai.jobs.JobObserver;
import com.tripgen.ai.jobs.JobWatch;
import com.tripgen.ai.jobs.Worker;
import com.tripgen.ai.models.ModelListener;
import com.tripgen.ai.recommendations.Recommendations;
import com.tripgen.ai.sources.SourceListener;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.grpc.ServerInterceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;

/// The metrics of one server process, for Prometheus. No label has a value that callers choose.
public final class Metrics implements AutoCloseable {
  /// What answers to callers are judged by.
  private static final Duration[] CALL_OBJECTIVES = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final JobMetrics jobs = new JobMetrics(registry);

  public Metrics() {
    for (MeterBinder binder :
        List.of(
            new JvmInfoMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            collections,
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics())) {
      binder.bindTo(registry);
    }
  }

  /// Counts and times every call that passes, by method and code.
  public ServerInterceptor calls() {
    return new MetricCollectingServerInterceptor(
        registry, counter -> counter, timer -> timer.serviceLevelObjectives(CALL_OBJECTIVES));
  }

  /// Times what callers wait for: the interceptor sees a call only when its turn has come.
  ///
  /// @param limit how many calls are let in at once at present
  /// @return is told how long each took, in nanoseconds
  public LongConsumer admitted(IntSupplier limit) {
    gauge("tripgen.calls.limit", "Calls that are let in at once at present", limit);
    Timer calls =
        Timer.builder("tripgen.call")
            .description("Unary calls that were let in, from their coming to their answer")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(registry);
    return nanos -> calls.record(nanos, TimeUnit.NANOSECONDS);
  }

  /// Follows the connections of callers.
  ///
  /// @param open how many there are
  /// @return is run for each that was refused
  public Runnable connections(IntSupplier open) {
    gauge("tripgen.connections.open", "Connections of callers", open);
    Counter refused =
        Counter.builder("tripgen.connections.refused")
            .description("Connections that were closed because there were as many as may be")
            .register(registry);
    return refused::increment;
  }

  public MetricsTrackerFactory pools() {
    return new MicrometerMetricsTrackerFactory(registry);
  }

  public JobObserver jobs() {
    return jobs;
  }

  public SourceListener sources() {
    MeterProvider<Timer> calls =
        Timer.builder("tripgen.source.call")
            .description("Calls to sources beyond this process")
            .withRegistry(registry);
    return (source, answered, took) ->
        calls.withTags("source", source, "outcome", answered ? "answered" : "failed").record(took);
  }

  public ModelListener models() {
    return new ModelMetrics(registry);
  }

  /// Takes figures that the parts of the server keep themselves.
  public void follow(
      JobWatch watch, Worker worker, Recommendations recommendations, BooleanSupplier ready) {
    gauge("tripgen.watches.open", "Open watch streams", watch::openWatches);
    gauge("tripgen.jobs.running", "Jobs that this process runs", worker::runningJobs);
    gauge(
        "tripgen.jobs.stuck.threads",
        "Threads whose handler goes on although it was stopped",
        worker::stuckThreads);
    gauge(
        "tripgen.ready",
        "Whether this process may be sent calls: its database answers and has every migration",
        () -> ready.getAsBoolean() ? 1 : 0);
    lookups("hit", recommendations, it -> it.cacheUsage().hits());
    lookups("miss", recommendations, it -> it.cacheUsage().misses());
  }

  private void gauge(String name, String description, IntSupplier value) {
    Gauge.builder(name, value::getAsInt).description(description).register(registry);
  }

  private void lookups(
      String result, Recommendations recommendations, ToDoubleFunction<Recommendations> count) {
    FunctionCounter.builder("tripgen.recommendation.lookups", recommendations, count)
        .description("Recommendations that were asked for, by whether they were stored already")
        .tag("result", result)
        .register(registry);
  }

  /// Everything in Prometheus' text format.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
