package com.tripgen.ai.bench.service;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
import java.util.List;
import java.util.function.Consumer;

/// Does nothing but report one step, so that only the engine is measured.
public final class BenchHandler implements JobHandler {
  private static final String STEP = "doing_nothing";

  private final Consumer<Job> begun;

  /// @param begun is told of every job that begins
  BenchHandler(Consumer<Job> begun) {
    this.begun = begun;
  }

  /// Replaces the handler of recommendations.
  public static JobHandler around(JobHandler handler) {
    return handler.type() == JobType.RECOMMENDATION_GENERATION
        ? new BenchHandler(_ -> {})
        : handler;
  }

  @Override
  public JobType type() {
    return JobType.RECOMMENDATION_GENERATION;
  }

  @Override
  public List<String> steps() {
    return List.of(STEP);
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
    begun.accept(job);
    progress.report(50, STEP);
    return new JobCompletion("{}", JobCompletion.Rows.NONE);
  }
}
