package com.tripgen.ai.operations;

import com.google.protobuf.util.Durations;
import com.tripgen.ai.database.PageToken;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobControl;
import com.tripgen.ai.jobs.JobMessages;
import com.tripgen.ai.jobs.JobQueue;
import com.tripgen.ai.v1.CheckInstallationRequest;
import com.tripgen.ai.v1.CheckInstallationResponse;
import com.tripgen.ai.v1.GetStatisticsRequest;
import com.tripgen.ai.v1.GetStatisticsResponse;
import com.tripgen.ai.v1.ListLongRunningJobsRequest;
import com.tripgen.ai.v1.ListLongRunningJobsResponse;
import com.tripgen.ai.v1.LongRunningJob;
import com.tripgen.ai.v1.OperationsServiceGrpc;
import com.tripgen.ai.v1.PauseJobsRequest;
import com.tripgen.ai.v1.PauseJobsResponse;
import com.tripgen.ai.v1.PurgeExpiredRequest;
import com.tripgen.ai.v1.PurgeExpiredResponse;
import com.tripgen.ai.v1.ResumeJobsRequest;
import com.tripgen.ai.v1.ResumeJobsResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// The RPCs of those who run the service: translate, call, translate.
public final class OperationsService extends OperationsServiceGrpc.OperationsServiceImplBase {
  private static final Duration LONG = Duration.ofMinutes(30);

  /// Longer than any job runs.
  private static final Duration LONGEST = Duration.ofDays(3650);

  private final Retention retention;
  private final JobControl control;
  private final JobQueue queue;
  private final JobMessages messages;
  private final StatisticsReader statistics;
  private final Installation installation;

  public OperationsService(
      Retention retention,
      JobControl control,
      JobQueue queue,
      JobMessages messages,
      StatisticsReader statistics,
      Installation installation) {
    this.retention = retention;
    this.control = control;
    this.queue = queue;
    this.messages = messages;
    this.statistics = statistics;
    this.installation = installation;
  }

  @Override
  public void checkInstallation(
      CheckInstallationRequest request, StreamObserver<CheckInstallationResponse> observer) {
    answer(observer, OperationsMessages.checks(installation.check()));
  }

  @Override
  public void getStatistics(
      GetStatisticsRequest request, StreamObserver<GetStatisticsResponse> observer) {
    answer(observer, OperationsMessages.statistics(statistics.read()));
  }

  @Override
  public void listLongRunningJobs(
      ListLongRunningJobsRequest request, StreamObserver<ListLongRunningJobsResponse> observer) {
    var filter = request.toBuilder().clearPageSize().clearPageToken().build();
    PageToken.TimePage page =
        PageToken.timePage(request.getPageSize(), request.getPageToken(), filter.toByteArray());
    Duration longerThan =
        request.hasRunningLongerThan() ? duration(request.getRunningLongerThan()) : LONG;
    List<Job> jobs = queue.longRunning(longerThan, page.after(), page.afterId(), page.rowsToRead());
    var filled = page.fill(jobs, this::longRunning, OperationsService::startedAt, Job::id);
    answer(
        observer,
        ListLongRunningJobsResponse.newBuilder()
            .addAllJobs(filled.messages())
            .setNextPageToken(filled.nextToken())
            .build());
  }

  /// What the contract allows is more than can be taken from a date.
  private static Duration duration(com.google.protobuf.Duration message) {
    Duration duration = Duration.ofSeconds(message.getSeconds(), message.getNanos());
    return duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
  }

  private LongRunningJob longRunning(Job job) {
    return LongRunningJob.newBuilder()
        .setJob(messages.basic(job))
        .setRunningDuration(Durations.fromMillis(Objects.requireNonNull(job.runningMillis())))
        .build();
  }

  private static Instant startedAt(Job job) {
    return Objects.requireNonNull(job.startedAt());
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
    answer(
        observer, PauseJobsResponse.newBuilder().setQueue(OperationsMessages.queue(queue)).build());
  }

  @Override
  public void resumeJobs(ResumeJobsRequest request, StreamObserver<ResumeJobsResponse> observer) {
    JobControl.Queue queue = control.resume(JobMessages.jobType(request.getJobType()));
    answer(
        observer,
        ResumeJobsResponse.newBuilder().setQueue(OperationsMessages.queue(queue)).build());
  }

  private static <T> void answer(StreamObserver<T> observer, T response) {
    observer.onNext(response);
    observer.onCompleted();
  }
}
