package com.tripgen.ai.cli;

import com.tripgen.ai.errors.LostConnection;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;

/// Follows a job to its end over as many streams as that takes: a lost one is resumed after the
/// last revision that was seen, on whichever replica answers.
final class ResumingWatch {
  /// A server that refuses streams is not asked without a pause.
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final JobServiceBlockingStub jobs;

  /// @param time for the whole watch
  ResumingWatch(ServiceClient client, Duration time) {
    this.jobs = client.jobs(time);
  }

  /// Hears what is seen.
  interface Listener {
    void update(WatchJobResponse update);

    /// The stream broke and is about to be resumed.
    void lost();
  }

  /// Returns the job in its final state.
  Job follow(String requestId, Listener listener) throws InterruptedException {
    Job latest = Job.getDefaultInstance();
    long revision = 0;
    while (true) {
      try {
        Iterator<WatchJobResponse> stream =
            jobs.watchJob(
                WatchJobRequest.newBuilder()
                    .setRequestId(requestId)
                    .setAfterRevision(revision)
                    .build());
        while (stream.hasNext()) {
          WatchJobResponse update = stream.next();
          if (update.hasJob()) {
            latest = update.getJob();
          }
          revision = update.hasJob() ? latest.getRevision() : update.getHeartbeat().getRevision();
          listener.update(update);
        }
        return latest;
      } catch (StatusRuntimeException e) {
        if (!LostConnection.isMeantBy(e.getStatus())) {
          throw e;
        }
        listener.lost();
        Thread.sleep(PAUSE);
      }
    }
  }
}
