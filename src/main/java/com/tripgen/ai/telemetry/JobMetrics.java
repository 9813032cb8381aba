package com.tripgen.ai.telemetry;

import com.tripgen.ai.jobs.AttemptOutcome;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobObserver;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.jobs.QueueState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The engine in figures. All times but those of steps are the database's.
final class JobMetrics implements JobObserver {
  private static final String TYPE = "job_type";
  private static final Set<String> TYPES =
      Arrays.stream(JobType.values()).map(JobType::name).collect(Collectors.toSet());

  private static final Duration[] MINUTES = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };
  private static final Duration[] MOMENTS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterProvider<Counter> submitted;
  private final MeterProvider<Counter> finished;
  private final MeterProvider<Timer> waited;
  private final MeterProvider<Timer> attempts;
  private final MeterProvider<Timer> steps;
  private final Timer watchLag;
  private final Counter leasesLost;
  private final MultiGauge queued;
  private final MultiGauge oldestDue;

  JobMetrics(MeterRegistry registry) {
    this.submitted =
        Counter.builder("tripgen.jobs.submitted")
            .description("Jobs that were stored")
            .withRegistry(registry);
    this.finished =
        Counter.builder("tripgen.jobs.finished")
            .description("Jobs that reached their final status after an attempt")
            .withRegistry(registry);
    this.waited =
        Timer.builder("tripgen.job.wait")
            .description("From when an attempt could have begun until it was claimed")
            .serviceLevelObjectives(MINUTES)
            .withRegistry(registry);
    this.attempts =
        Timer.builder("tripgen.job.attempt")
            .description("Attempts that ended, by outcome, from claim to end")
            .serviceLevelObjectives(MINUTES)
            .withRegistry(registry);
    this.steps =
        Timer.builder("tripgen.job.step")
            .description("Steps of attempts; planning_days is the planner")
            .serviceLevelObjectives(MINUTES)
            .withRegistry(registry);
    this.watchLag =
        Timer.builder("tripgen.watch.lag")
            .description("From a status change to its being sent to a watcher who keeps up")
            .serviceLevelObjectives(MOMENTS)
            .register(registry);
    this.leasesLost =
        Counter.builder("tripgen.leases.lost")
            .description("Leases that this process could not renew in time")
            .register(registry);
    this.queued =
        MultiGauge.builder("tripgen.queue.jobs").description("Jobs that wait").register(registry);
    this.oldestDue =
        MultiGauge.builder("tripgen.queue.oldest.due")
            .description("How long the job that has waited longest could have run")
            .baseUnit("seconds")
            .register(registry);
  }

  @Override
  public void submitted(Job job) {
    submitted.withTag(TYPE, type(job.jobType())).increment();
  }

  @Override
  public void claimed(Job job) {
    Instant started = job.startedAt();
    if (started != null) {
      waited
          .withTag(TYPE, type(job.jobType()))
          .record(positive(Duration.between(job.runTime(), started)));
    }
  }

  @Override
  public void ended(Job job, AttemptOutcome outcome) {
    String type = type(job.jobType());
    Long millis = job.runningMillis();
    attempts
        .withTags(TYPE, type, "outcome", lowerCase(outcome))
        .record(positive(Duration.ofMillis(millis == null ? 0 : millis)));
    if (job.status().isFinal()) {
      finished.withTags(TYPE, type, "status", lowerCase(job.status())).increment();
    }
  }

  @Override
  public void stepEnded(Job job, String step, Duration took) {
    steps.withTags(TYPE, type(job.jobType()), "step", step).record(took);
  }

  @Override
  public void leaseLost() {
    leasesLost.increment();
  }

  @Override
  public void changeSent(Duration lag) {
    watchLag.record(positive(lag));
  }

  @Override
  public void queues(List<QueueState> queues) {
    queued.register(rows(queues, QueueState::jobs), true);
    oldestDue.register(rows(queues, queue -> queue.oldestDueMillis() / 1000.0), true);
  }

  private static Iterable<Row<?>> rows(
      List<QueueState> queues, ToDoubleFunction<QueueState> value) {
    return queues.stream()
        .<Row<?>>map(
            queue -> Row.of(Tags.of(TYPE, type(queue.jobType())), value.applyAsDouble(queue)))
        .toList();
  }

  /// A newer build may know more types; they share a label, so that their number stays bounded.
  private static String type(String jobType) {
    return TYPES.contains(jobType) ? jobType : "OTHER";
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
