package com.tripgen.ai.operations;

import com.tripgen.ai.jobs.JobControl;
import com.tripgen.ai.jobs.JobMessages;
import com.tripgen.ai.v1.JobQueue;
import com.tripgen.ai.v1.OperationsServiceGrpc;
import com.tripgen.ai.v1.PauseJobsRequest;
import com.tripgen.ai.v1.PauseJobsResponse;
import com.tripgen.ai.v1.PurgeExpiredRequest;
import com.tripgen.ai.v1.PurgeExpiredResponse;
import com.tripgen.ai.v1.ResumeJobsRequest;
import com.tripgen.ai.v1.ResumeJobsResponse;
import io.grpc.stub.StreamObserver;

/// The RPCs of those who run the service: translate, call, translate.
public final class OperationsService extends OperationsServiceGrpc.OperationsServiceImplBase {
  private final Retention retention;
  private final JobControl control;

  public OperationsService(Retention retention, JobControl control) {
    this.retention = retention;
    this.control = control;
  }

  @Override
  public void purgeExpired(
      PurgeExpiredRequest request, StreamObserver<PurgeExpiredResponse> observer) {
    Purged purged = retention.purge();
    answer(
        observer,
        PurgeExpiredResponse.newBuilder()
            .setJobCount(purged.jobs())
            .setScheduleCount(purged.schedules())
            .setRecommendationCount(purged.recommendations())
            .build());
  }

  @Override
  public void pauseJobs(PauseJobsRequest request, StreamObserver<PauseJobsResponse> observer) {
    JobControl.Queue queue = control.pause(JobMessages.jobType(request.getJobType()));
    answer(observer, PauseJobsResponse.newBuilder().setQueue(message(queue)).build());
  }

  @Override
  public void resumeJobs(ResumeJobsRequest request, StreamObserver<ResumeJobsResponse> observer) {
    JobControl.Queue queue = control.resume(JobMessages.jobType(request.getJobType()));
    answer(observer, ResumeJobsResponse.newBuilder().setQueue(message(queue)).build());
  }

  private static JobQueue message(JobControl.Queue queue) {
    return JobQueue.newBuilder()
        .setJobType(JobMessages.jobType(queue.type()))
        .setPaused(queue.paused())
        .setQueuedCount(queue.queued())
        .setProcessingCount(queue.processing())
        .build();
  }

  private static <T> void answer(StreamObserver<T> observer, T response) {
    observer.onNext(response);
    observer.onCompleted();
  }
}
