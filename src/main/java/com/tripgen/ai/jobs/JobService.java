package com.tripgen.ai.jobs;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Durations;
import com.tripgen.ai.database.EncodedField;
import com.tripgen.ai.database.PageToken;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.BatchSubmitJobsRequest;
import com.tripgen.ai.v1.BatchSubmitJobsResponse;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.CancelJobResponse;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetJobResponse;
import com.tripgen.ai.v1.Heartbeat;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobView;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.ListJobsResponse;
import com.tripgen.ai.v1.RetryJobRequest;
import com.tripgen.ai.v1.RetryJobResponse;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.SubmitJobResponse;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The RPCs of jobs: translate, call, translate.
public final class JobService extends JobServiceGrpc.JobServiceImplBase {
  private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

  private final JobQueue queue;
  private final JobWatch watch;
  private final JobMessages messages;
  private final Map<SubmitJobRequest.SpecCase, SpecReader> readers;

  /// How a feature reads the jobs of its kind that come through SubmitJob: with the same checks,
  /// and into the same job, as its own creating call.
  @FunctionalInterface
  public interface SpecReader {
    /// The job to store.
    ///
    /// @param path of `request` in the message of the call, such as `requests[3].`; empty when it
    ///   is the message
    NewJob read(SubmitJobRequest request, String path, NewJob.Options options);
  }

  /// @param readers by the spec they read, one for each that a job can have
  public JobService(
      JobQueue queue,
      JobWatch watch,
      JobMessages messages,
      Map<SubmitJobRequest.SpecCase, SpecReader> readers) {
    this.queue = queue;
    this.watch = watch;
    this.messages = messages;
    this.readers = Map.copyOf(readers);
  }

  @Override
  public void submitJob(SubmitJobRequest request, StreamObserver<SubmitJobResponse> observer) {
    answer(observer, response(queue.submit(read(request, ""))));
  }

  @Override
  public void batchSubmitJobs(
      BatchSubmitJobsRequest request, StreamObserver<BatchSubmitJobsResponse> observer) {
    List<Submission> submissions = queue.submitAll(readAll(request.getRequestsList()));
    answer(
        observer,
        BatchSubmitJobsResponse.newBuilder()
            .addAllResponses(submissions.stream().map(this::response).toList())
            .build());
  }

  private SubmitJobResponse response(Submission submission) {
    return SubmitJobResponse.newBuilder()
        .setJob(messages.basic(submission.job()))
        .setCreated(submission.created())
        .build();
  }

  /// Reads all before it fails, so that the bad fields of all are told at once.
  private List<NewJob> readAll(List<SubmitJobRequest> requests) {
    List<NewJob> jobs = new ArrayList<>();
    List<ServiceException> invalid = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      try {
        jobs.add(read(requests.get(i), "requests[%d].".formatted(i)));
      } catch (ServiceException e) {
        if (e.violations().isEmpty()) {
          throw e.at(i);
        }
        invalid.add(e);
      }
    }
    if (invalid.isEmpty()) {
      return jobs;
    }
    ServiceException first = invalid.getFirst();
    throw ServiceException.invalid(
        first.reason(),
        invalid.stream().flatMap(e -> e.violations().stream()).toList(),
        first.metadata());
  }

  private NewJob read(SubmitJobRequest request, String path) {
    SpecReader reader = readers.get(request.getSpecCase());
    if (reader == null) {
      throw new IllegalStateException("nobody reads the spec " + request.getSpecCase());
    }
    return reader.read(request, path, JobMessages.options(fields(request)));
  }

  private static JobMessages.CreationFields fields(SubmitJobRequest request) {
    return new JobMessages.CreationFields(
        request.getRequestId(),
        request.getPriority(),
        request.getRunTime(),
        request.getMaxAttempts(),
        request.getAttemptTimeout(),
        request.getFairnessKey(),
        request.getLabelsMap());
  }

  @Override
  public void getJob(GetJobRequest request, StreamObserver<GetJobResponse> observer) {
    if (request.getView() == JobView.JOB_VIEW_BASIC) {
      Job job = queue.getBasic(request.getRequestId());
      answer(observer, GetJobResponse.newBuilder().setJob(messages.basic(job)).build());
    } else {
      ByteString job =
          queue
              .withHistory(request.getRequestId())
              .encoded(it -> messages.full(it.job(), it.history()).toByteString());
      answer(
          observer,
          GetJobResponse.newBuilder()
              .setUnknownFields(EncodedField.of(GetJobResponse.JOB_FIELD_NUMBER, job))
              .build());
    }
  }

  @Override
  public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> observer) {
    var filter = request.toBuilder().clearPageSize().clearPageToken().build();
    PageToken.Page page =
        PageToken.page(request.getPageSize(), request.getPageToken(), filter.toByteArray());
    List<Job> jobs = queue.list(JobMessages.query(request), page.beforeId(), page.rowsToRead());
    var filled = page.fill(jobs, messages::basic, Job::id);
    answer(
        observer,
        ListJobsResponse.newBuilder()
            .addAllJobs(filled.messages())
            .setNextPageToken(filled.nextToken())
            .build());
  }

  @Override
  public void cancelJob(CancelJobRequest request, StreamObserver<CancelJobResponse> observer) {
    Job job = queue.cancel(request.getRequestId());
    answer(observer, CancelJobResponse.newBuilder().setJob(messages.basic(job)).build());
  }

  @Override
  public void retryJob(RetryJobRequest request, StreamObserver<RetryJobResponse> observer) {
    Job job = queue.retry(request.getRequestId());
    answer(observer, RetryJobResponse.newBuilder().setJob(messages.basic(job)).build());
  }

  @Override
  public void watchJob(WatchJobRequest request, StreamObserver<WatchJobResponse> observer) {
    var call = (ServerCallStreamObserver<WatchJobResponse>) observer;
    Duration heartbeat =
        request.hasHeartbeatInterval()
            ? Duration.ofMillis(Durations.toMillis(request.getHeartbeatInterval()))
            : DEFAULT_HEARTBEAT;
    CallStream stream = new CallStream(call);
    call.setOnReadyHandler(stream::ready);
    call.setOnCancelHandler(stream::cancel);
    stream.subscription =
        watch.watch(request.getRequestId(), request.getAfterRevision(), heartbeat, stream);
  }

  private static <T> void answer(StreamObserver<T> observer, T response) {
    observer.onNext(response);
    observer.onCompleted();
  }

  /// The call as a watch sees it. The call may be gone at any time; then nothing is sent.
  private final class CallStream implements WatchStream {
    private final ServerCallStreamObserver<WatchJobResponse> call;

    /// Null until the watch is open.
    private JobWatch.@Nullable Subscription subscription;

    private CallStream(ServerCallStreamObserver<WatchJobResponse> call) {
      this.call = call;
    }

    private void ready() {
      if (subscription != null) {
        subscription.ready();
      }
    }

    private void cancel() {
      if (subscription != null) {
        subscription.cancel();
      }
    }

    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void state(Job job, List<JobEvent> history) {
      var message = job.status().isFinal() ? messages.full(job, history) : messages.basic(job);
      send(WatchJobResponse.newBuilder().setJob(message).build());
    }

    @Override
    public void heartbeat(long revision) {
      send(
          WatchJobResponse.newBuilder()
              .setHeartbeat(Heartbeat.newBuilder().setRevision(revision))
              .build());
    }

    private void send(WatchJobResponse response) {
      if (!call.isCancelled()) {
        call.onNext(response);
      }
    }

    @Override
    public void complete() {
      if (!call.isCancelled()) {
        call.onCompleted();
      }
    }

    @Override
    public void fail(ServiceException error) {
      if (!call.isCancelled()) {
        StatusRuntimeException status = StatusProto.toStatusRuntimeException(error.status());
        call.onError(status);
      }
    }
  }
}
