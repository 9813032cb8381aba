package com.tripgen.ai.bench.service;

import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Heap that each of many open watches holds, against as many streams of a bare gRPC server. Every
/// watch then gets the final state of its job.
final class HeapContest implements Contest {
  private static final int JOBS = 100;
  private static final long PATIENCE_SECONDS = 120;
  private static final double KILOBYTE = 1024;

  private final BenchSite.ServeChild serve;
  private final BenchSite.ServeChild bare;
  private final int streams;

  HeapContest(BenchSite site, int streams) throws IOException, InterruptedException {
    this.streams = streams;
    // No workers: the jobs stay as they are.
    this.serve = site.serve(BenchSite.SERVE, "--role=api");
    this.bare = site.launchListener();
    bare.awaitServing();
  }

  private interface Opening {
    void open(int number, StreamObserver<Object> messages);
  }

  /// What all streams together have seen.
  private static final class Seen implements StreamObserver<Object> {
    private final CountDownLatch opened;
    private final CountDownLatch ended;
    private final AtomicInteger cancelled = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    private Seen(int streams) {
      this.opened = new CountDownLatch(streams);
      this.ended = new CountDownLatch(streams);
    }

    @Override
    public void onNext(Object message) {
      if (message instanceof WatchJobResponse response) {
        Job job = response.getJob();
        if (job.getStatus() == JobStatus.JOB_STATUS_CANCELLED) {
          cancelled.incrementAndGet();
          return;
        }
      }
      opened.countDown();
    }

    @Override
    public void onError(Throwable failure) {
      this.failure = failure;
      ended.countDown();
    }

    @Override
    public void onCompleted() {
      ended.countDown();
    }

    private void await(CountDownLatch all, String what) throws InterruptedException {
      if (!all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "%d streams were not %s: %s".formatted(all.getCount(), what, failure));
      }
    }
  }

  private double perStream(BenchSite.ServeChild server, Seen seen, Opening opening)
      throws IOException, InterruptedException {
    long before = LiveHeap.bytes(server.pid());
    for (int i = 0; i < streams; i++) {
      opening.open(i, seen);
    }
    seen.await(seen.opened, "opened");
    return (LiveHeap.bytes(server.pid()) - before) / KILOBYTE / streams;
  }

  @Override
  public double service() throws IOException, InterruptedException {
    List<String> ids = Stream.generate(BenchMessages::newId).limit(JOBS).toList();
    Seen seen = new Seen(streams);
    try (CallLoad load = new CallLoad(serve.port())) {
      var calls = JobServiceGrpc.newBlockingStub(load.channel());
      ids.forEach(id -> calls.submitJob(BenchMessages.smallJob(id)));
      var watches = JobServiceGrpc.newStub(load.channel());
      double kilobytes =
          perStream(
              serve,
              seen,
              (number, messages) ->
                  watches.watchJob(
                      WatchJobRequest.newBuilder().setRequestId(ids.get(number % JOBS)).build(),
                      new Told<WatchJobResponse>(messages)));
      ids.forEach(id -> calls.cancelJob(CancelJobRequest.newBuilder().setRequestId(id).build()));
      seen.await(seen.ended, "ended");
      if (seen.cancelled.get() != streams) {
        throw new IllegalStateException(
            "%d of %d watches saw the final state".formatted(seen.cancelled.get(), streams));
      }
      return kilobytes;
    }
  }

  /// One stream of all.
  private record Told<M>(StreamObserver<Object> all) implements StreamObserver<M> {
    @Override
    public void onNext(M message) {
      all.onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
      all.onError(failure);
    }

    @Override
    public void onCompleted() {
      all.onCompleted();
    }
  }

  @Override
  public double limit() throws IOException, InterruptedException {
    Seen seen = new Seen(streams);
    try (CallLoad load = new CallLoad(bare.port())) {
      return perStream(
          bare,
          seen,
          (number, messages) ->
              ClientCalls.asyncServerStreamingCall(
                  load.channel().newCall(RawCalls.LISTEN, CallOptions.DEFAULT),
                  new byte[0],
                  new Told<byte[]>(messages)));
    }
  }

  @Override
  public void close() {
    serve.close();
    bare.close();
  }
}
