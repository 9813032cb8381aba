package com.tripgen.ai.jobs;

import java.util.List;

/// A handler of one lambda.
record TestHandler(JobType type, List<String> steps, Work work) implements JobHandler {
  static final List<String> STEPS = List.of("collecting", "planning", "storing");

  @FunctionalInterface
  interface Work {
    JobCompletion run(Job job, JobProgress progress) throws InterruptedException;
  }

  TestHandler(Work work) {
    this(JobType.SCHEDULE_GENERATION, STEPS, work);
  }

  /// Succeeds at once.
  static TestHandler succeeding() {
    return new TestHandler((job, progress) -> done());
  }

  static JobCompletion done() {
    return done("{\"done\": true}");
  }

  static JobCompletion done(String result) {
    return new JobCompletion(result, JobCompletion.Rows.NONE);
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
    return work.run(job, progress);
  }
}
