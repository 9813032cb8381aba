package com.tripgen.ai.chaos;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import com.tripgen.ai.chaos.ClientHistory.End;
import com.tripgen.ai.chaos.ClientHistory.Message;
import com.tripgen.ai.chaos.ClientHistory.Stream;
import com.tripgen.ai.chaos.ClientHistory.Watch;
import com.tripgen.ai.errors.LostConnection;
import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceGrpc.JobServiceBlockingV2Stub;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Channel;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Follows a job to its end as the contract tells clients to: resumes with the last revision when a
/// stream breaks, and takes one for dead that sends no heartbeat.
final class WatchClient {
  private static final int HEARTBEAT_SECONDS = 1;
  private static final int SILENCE_SECONDS = 4;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final Set<String> HANDOVERS = Set.of("SERVER_SHUTTING_DOWN", "STREAM_AGE_REACHED");

  private final AnsweringReplica replica = new AnsweringReplica();
  private final JobServiceBlockingV2Stub jobs;
  private final HistoryRecorder recorder;
  private final String requestId;
  private final List<Stream> streams = new ArrayList<>();
  private volatile long cursor;
  private JobStatus status = JobStatus.QUEUED;

  /// @param afterRevision 0 to begin with the job as it is
  WatchClient(Channel channel, HistoryRecorder recorder, String requestId, long afterRevision) {
    this.jobs =
        JobServiceGrpc.newBlockingV2Stub(channel).withInterceptors(replica).withWaitForReady();
    this.recorder = recorder;
    this.requestId = requestId;
    this.cursor = afterRevision;
  }

  /// Watches until the job is final or the time is over, and returns the last status that was seen.
  JobStatus follow(Instant giveUp) throws InterruptedException {
    End end = End.BROKEN;
    while (isResumable(end) && Instant.now().isBefore(giveUp)) {
      end = followStream();
      if (isResumable(end)) {
        Thread.sleep(PAUSE);
      }
    }
    recorder.watched(new Watch(requestId, streams));
    return status;
  }

  private static boolean isResumable(End end) {
    return end == End.BROKEN || end == End.HANDED_OVER;
  }

  long lastRevision() {
    return cursor;
  }

  private End followStream() throws InterruptedException {
    long after = cursor;
    List<Message> messages = new ArrayList<>();
    BlockingClientCall<?, WatchJobResponse> call =
        jobs.watchJob(
            WatchJobRequest.newBuilder()
                .setRequestId(requestId)
                .setAfterRevision(after)
                .setHeartbeatInterval(Durations.fromSeconds(HEARTBEAT_SECONDS))
                .build());
    End end = read(call, messages);
    streams.add(new Stream(replica.takeAddress(), after, messages, end));
    return end;
  }

  private End read(BlockingClientCall<?, WatchJobResponse> call, List<Message> messages)
      throws InterruptedException {
    try {
      while (true) {
        WatchJobResponse response = call.read(SILENCE_SECONDS, TimeUnit.SECONDS);
        if (response == null) {
          return End.OK;
        }
        messages.add(message(response, !messages.isEmpty()));
      }
    } catch (TimeoutException e) {
      call.cancel("nothing was heard", null);
      return End.BROKEN;
    } catch (StatusException e) {
      return end(e);
    }
  }

  private static End end(StatusException failure) {
    if (!LostConnection.isMeantBy(failure.getStatus())) {
      return End.REFUSED;
    }
    List<Any> details =
        Optional.ofNullable(StatusProto.fromThrowable(failure))
            .map(Status::getDetailsList)
            .orElse(List.of());
    if (details.stream().noneMatch(WatchClient::isHandover)) {
      return End.BROKEN;
    }
    boolean tellsWhenToRetry = details.stream().anyMatch(detail -> detail.is(RetryInfo.class));
    return tellsWhenToRetry ? End.HANDED_OVER : End.REFUSED;
  }

  private static boolean isHandover(Any detail) {
    try {
      return detail.is(ErrorInfo.class)
          && HANDOVERS.contains(detail.unpack(ErrorInfo.class).getReason());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param live the stream has caught up, so that the delay is that of the message
  private Message message(WatchJobResponse response, boolean live) {
    if (response.hasHeartbeat()) {
      cursor = Math.max(cursor, response.getHeartbeat().getRevision());
      return new Message.Heartbeat(response.getHeartbeat().getRevision());
    }
    Job job = response.getJob();
    if (live) {
      long changed = Timestamps.toMillis(job.getUpdateTime());
      recorder.watchLatency(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - changed)));
    }
    cursor = Math.max(cursor, job.getRevision());
    status = LoadClients.status(job);
    return new Message.State(job.getRevision(), status);
  }
}
