package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.TimeRules.CancelledRun;
import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.tripgen.ai.v1.RetryJobRequest;
import io.grpc.Channel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Clients that submit, watch, read, cancel and retry jobs without a pause until they are stopped.
/// Each job is followed to its end.
final class LoadClients {
  private static final Duration CALL_DEADLINE = Duration.ofSeconds(5);
  private static final int LONGEST_THOUGHT_MILLIS = 150;

  /// How long after the last submission a job may take to become final.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Channel channel;
  private final HistoryRecorder recorder;
  private final SubmitClient submissions;
  private final List<Future<?>> clients = new ArrayList<>();
  private volatile boolean stopping;
  private volatile Instant giveUp = Instant.MAX;

  private LoadClients(Channel channel, HistoryRecorder recorder) {
    this.channel = channel;
    this.recorder = recorder;
    this.submissions = new SubmitClient(channel, recorder);
  }

  /// @param seed of what the clients choose
  static LoadClients start(int size, Channel channel, HistoryRecorder recorder, long seed) {
    LoadClients clients = new LoadClients(channel, recorder);
    for (int index = 0; index < size; index++) {
      Client client = clients.new Client("c" + index, new Random(seed + index));
      CompletableFuture<Void> end = new CompletableFuture<>();
      clients.clients.add(end);
      Thread.ofVirtual()
          .name("client-" + index)
          .start(
              () -> {
                try {
                  client.run();
                  end.complete(null);
                } catch (InterruptedException | RuntimeException e) {
                  end.completeExceptionally(e);
                }
              });
    }
    return clients;
  }

  /// Lets every client follow its last job to the end.
  ///
  /// @throws ExecutionException when a client itself broke
  void stop() throws InterruptedException, ExecutionException, TimeoutException {
    giveUp = Instant.now().plus(PATIENCE);
    stopping = true;
    for (Future<?> client : clients) {
      client.get(PATIENCE.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
    }
  }

  static JobStatus status(Job job) {
    return JobStatus.valueOf(job.getStatus().name().replaceFirst("^JOB_STATUS_", ""));
  }

  private final class Client {
    private final String name;
    private final Random random;
    private int submitted;

    private Client(String name, Random random) {
      this.name = name;
      this.random = random;
    }

    private void run() throws InterruptedException {
      while (!stopping) {
        String requestId = name + "-" + submitted++;
        boolean cancelled = random.nextInt(4) == 0;
        if (submissions.submit(LoadJobs.any(requestId, cancelled, random), () -> giveUp)) {
          live(requestId, cancelled);
        }
        Thread.sleep(random.nextInt(LONGEST_THOUGHT_MILLIS));
      }
    }

    /// From the acknowledgement to the end, and sometimes further.
    private void live(String requestId, boolean cancelled) throws InterruptedException {
      CompletableFuture<Instant> acknowledged = new CompletableFuture<>();
      if (cancelled) {
        cancelSoon(requestId, acknowledged);
      }
      WatchClient watch = new WatchClient(channel, recorder, requestId, 0);
      JobStatus status = watch.follow(giveUp());
      Instant ended = Instant.now();
      if (status == JobStatus.CANCELLED && acknowledged.isDone()) {
        recorder.cancelledRun(new CancelledRun(requestId, acknowledged.join(), ended));
      }
      read(requestId);
      if ((status == JobStatus.CANCELLED || status == JobStatus.FAILED) && random.nextInt(3) == 0) {
        requeue(requestId);
        var _ =
            new WatchClient(channel, recorder, requestId, watch.lastRevision()).follow(giveUp());
      }
    }

    private Instant giveUp() {
      return giveUp.equals(Instant.MAX) ? Instant.now().plus(PATIENCE) : giveUp;
    }

    private void cancelSoon(String requestId, CompletableFuture<Instant> acknowledged) {
      long delay = random.nextInt(600);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  Thread.sleep(delay);
                  cancel(requestId, acknowledged);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }

    private void cancel(String requestId, CompletableFuture<Instant> acknowledged) {
      try {
        Job job =
            safeJobs()
                .cancelJob(CancelJobRequest.newBuilder().setRequestId(requestId).build())
                .getJob();
        if (status(job) == JobStatus.PROCESSING) {
          acknowledged.complete(Instant.now());
        }
        recorder.cancelled(requestId, job.getRevision());
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Code.FAILED_PRECONDITION) {
          recorder.safeCallFailed("CancelJob " + requestId + ": " + e.getStatus());
        }
      }
    }

    private void read(String requestId) {
      try {
        var _ = safeJobs().getJob(GetJobRequest.newBuilder().setRequestId(requestId).build());
      } catch (StatusRuntimeException e) {
        recorder.safeCallFailed("GetJob " + requestId + ": " + e.getStatus());
      }
    }

    private void requeue(String requestId) {
      recorder.requeueing(requestId);
      try {
        var _ = jobs().retryJob(RetryJobRequest.newBuilder().setRequestId(requestId).build());
      } catch (StatusRuntimeException e) {
        // Stored or not: the watch that follows shows which.
      }
    }

    /// For the calls that the published service config repeats; it gives them their time too.
    private JobServiceBlockingStub safeJobs() {
      return JobServiceGrpc.newBlockingStub(channel);
    }

    private JobServiceBlockingStub jobs() {
      return JobServiceGrpc.newBlockingStub(channel)
          .withWaitForReady()
          .withDeadlineAfter(CALL_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
