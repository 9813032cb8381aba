package com.tripgen.ai.bench.service;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobObserver;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A replica in this process whose jobs run until it is closed, and report progress when asked to.
final class RunningJobs implements AutoCloseable {
  /// Jobs whose step begins so were told to change.
  static final String CHANGED = "changed-";

  private final BenchWorker worker;
  private final Map<String, JobProgress> running = new ConcurrentHashMap<>();
  private final Map<Long, String> requestIds = new ConcurrentHashMap<>();
  private final CountDownLatch allRun;
  private long changes;

  /// @param jobs that are queued or will be
  /// @param changed is told of which job a change is committed, before any watcher can know
  RunningJobs(DatabaseAccess access, int jobs, Consumer<String> changed) {
    this.allRun = new CountDownLatch(jobs);
    JobObserver observer =
        new JobObserver() {
          @Override
          public void progressed(long jobId) {
            changed.accept(requestIds.get(jobId));
          }
        };
    this.worker = new BenchWorker(access, new Handler(), jobs, observer);
  }

  void awaitAll() throws InterruptedException {
    allRun.await();
  }

  /// Returns at once; the change is committed soon.
  void change(String requestId) {
    JobProgress progress = running.get(requestId);
    if (progress == null) {
      throw new IllegalStateException("the job " + requestId + " does not run");
    }
    changes++;
    progress.report(50, CHANGED + changes);
  }

  private final class Handler implements JobHandler {
    @Override
    public JobType type() {
      return JobType.RECOMMENDATION_GENERATION;
    }

    @Override
    public List<String> steps() {
      return List.of(CHANGED);
    }

    @Override
    public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
      requestIds.put(job.id(), job.requestId());
      if (running.put(job.requestId(), progress) == null) {
        allRun.countDown();
      }
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody opens the latch");
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
