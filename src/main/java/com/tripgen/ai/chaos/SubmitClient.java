package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.ClientHistory.Outcome;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.SubmitJobRequest;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Submits jobs. Repeats the call until it is answered, which the request id makes safe.
final class SubmitClient {
  private static final Duration CALL_DEADLINE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Channel channel;
  private final HistoryRecorder recorder;

  SubmitClient(Channel channel, HistoryRecorder recorder) {
    this.channel = channel;
    this.recorder = recorder;
  }

  /// Returns whether the job is acknowledged.
  ///
  /// @param giveUp asked after each failure
  boolean submit(SubmitJobRequest request, Supplier<Instant> giveUp) throws InterruptedException {
    while (true) {
      try {
        boolean created =
            JobServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(CALL_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .submitJob(request)
                .getCreated();
        recorder.submitted(request.getRequestId(), created ? Outcome.CREATED : Outcome.FOUND);
        return true;
      } catch (StatusRuntimeException e) {
        recorder.submitted(request.getRequestId(), outcome(e));
      }
      if (Instant.now().isAfter(giveUp.get())) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
  }

  private static Outcome outcome(StatusRuntimeException failure) {
    return switch (failure.getStatus().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN, INTERNAL -> Outcome.UNKNOWN;
      default -> Outcome.REFUSED;
    };
  }
}
