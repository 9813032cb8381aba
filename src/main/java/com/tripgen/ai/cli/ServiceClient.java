package com.tripgen.ai.cli;

import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.tripgen.ai.v1.RecommendationServiceGrpc;
import com.tripgen.ai.v1.RecommendationServiceGrpc.RecommendationServiceBlockingStub;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.ScheduleServiceGrpc.ScheduleServiceBlockingStub;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Calls the service over the network like everybody else, each call with a deadline.
///
/// The published service config has calls wait for a server that comes back. A person who is not
/// connected yet is told at once that there is none.
final class ServiceClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final String address;
  private final Duration patience;
  private boolean connected;

  ServiceClient(ManagedChannel channel, String address, Duration patience) {
    this.channel = channel;
    this.address = address;
    this.patience = patience;
  }

  JobServiceBlockingStub jobs() {
    return within(patience, JobServiceGrpc.newBlockingStub(connected()));
  }

  /// @param time for the call, which may be a long one
  JobServiceBlockingStub jobs(Duration time) {
    return within(time, JobServiceGrpc.newBlockingStub(connected()));
  }

  ScheduleServiceBlockingStub schedules() {
    return within(patience, ScheduleServiceGrpc.newBlockingStub(connected()));
  }

  RecommendationServiceBlockingStub recommendations() {
    return within(patience, RecommendationServiceGrpc.newBlockingStub(connected()));
  }

  private static <S extends AbstractStub<S>> S within(Duration time, S stub) {
    return stub.withDeadlineAfter(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private ManagedChannel connected() {
    if (!connected) {
      connect();
      connected = true;
    }
    return channel;
  }

  private void connect() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience.toMillis());
    ConnectivityState state = channel.getState(true);
    while (state != ConnectivityState.READY) {
      CountDownLatch changed = new CountDownLatch(1);
      channel.notifyWhenStateChanged(state, changed::countDown);
      if (state == ConnectivityState.TRANSIENT_FAILURE || !await(changed, end)) {
        throw new UserError(
            "no service answers on "
                + address
                + "; is ./tripgen serve running there, and are --target and TLS as it has them?");
      }
      state = channel.getState(true);
    }
  }

  private static boolean await(CountDownLatch changed, long end) {
    try {
      return changed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
