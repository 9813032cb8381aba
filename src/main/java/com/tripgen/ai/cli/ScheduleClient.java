package com.tripgen.ai.cli;

import com.tripgen.ai.server.ServiceConfig;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.ScheduleServiceGrpc.ScheduleServiceBlockingStub;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;

/// Calls the service over the network like everybody else.
final class ScheduleClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ManagedChannel channel;

  ScheduleClient(String address) {
    channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
            .defaultServiceConfig(ServiceConfig.published())
            .build();
  }

  Job generate(Trip trip) {
    return schedules()
        .generateSchedule(GenerateScheduleRequest.newBuilder().setTrip(trip).build())
        .getJob();
  }

  /// Follows a job to its end.
  ///
  /// @return the job in its final state
  Job watch(String requestId, Consumer<Job> news) {
    WatchJobRequest request = WatchJobRequest.newBuilder().setRequestId(requestId).build();
    Iterator<WatchJobResponse> stream = JobServiceGrpc.newBlockingStub(channel).watchJob(request);
    Job latest = Job.getDefaultInstance();
    while (stream.hasNext()) {
      WatchJobResponse update = stream.next();
      if (update.hasJob()) {
        latest = update.getJob();
        news.accept(latest);
      }
    }
    return latest;
  }

  Schedule read(String requestId) {
    return schedules()
        .getSchedule(GetScheduleRequest.newBuilder().setRequestId(requestId).build())
        .getSchedule();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private ScheduleServiceBlockingStub schedules() {
    return ScheduleServiceGrpc.newBlockingStub(channel).withDeadlineAfter(PATIENCE);
  }
}
