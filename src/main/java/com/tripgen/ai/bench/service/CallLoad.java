package com.tripgen.ai.bench.service;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Callers of one server that call without a pause.
final class CallLoad implements AutoCloseable {
  private static final long CALL_DEADLINE_SECONDS = 30;

  private final ManagedChannel channel;

  CallLoad(int port) {
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor().build();
  }

  ManagedChannel channel() {
    return channel;
  }

  /// A call that may be made again and again.
  record Request(MethodDescriptor<byte[], byte[]> method, Supplier<byte[]> message) {}

  /// Answered calls a second.
  ///
  /// @param requests that each caller makes in turn
  double perSecond(int callers, List<Request> requests, Duration span) throws InterruptedException {
    Run run = new Run(requests, callers, System.nanoTime() + span.toNanos());
    long started = System.nanoTime();
    for (int i = 0; i < callers; i++) {
      run.new Caller(i).next();
    }
    run.ended.await();
    Status failure = run.failure.get();
    if (failure != null) {
      throw failure.asRuntimeException();
    }
    return run.answered.sum() / ((System.nanoTime() - started) / 1e9);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private final class Run {
    private final List<Request> requests;
    private final CountDownLatch ended;
    private final long endNanos;
    private final LongAdder answered = new LongAdder();
    private final AtomicReference<@Nullable Status> failure = new AtomicReference<>();

    private Run(List<Request> requests, int callers, long endNanos) {
      this.requests = requests;
      this.ended = new CountDownLatch(callers);
      this.endNanos = endNanos;
    }

    private final class Caller extends ClientCall.Listener<byte[]> {
      private int turn;

      private Caller(int turn) {
        this.turn = turn;
      }

      private void next() {
        if (failure.get() != null || System.nanoTime() - endNanos >= 0) {
          ended.countDown();
          return;
        }
        Request request = requests.get(turn++ % requests.size());
        ClientCall<byte[], byte[]> call =
            channel.newCall(
                request.method(),
                CallOptions.DEFAULT.withDeadlineAfter(CALL_DEADLINE_SECONDS, TimeUnit.SECONDS));
        call.start(this, new Metadata());
        call.request(2);
        call.sendMessage(request.message().get());
        call.halfClose();
      }

      @Override
      public void onClose(Status status, Metadata trailers) {
        if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED) {
          // A server may shed calls; they are not counted, and come again when it asks for them.
          afterRetryDelay(status, trailers).execute(this::next);
          return;
        }
        if (status.isOk()) {
          answered.increment();
        } else {
          failure.compareAndSet(null, status);
        }
        next();
      }
    }
  }

  /// When a shed call may come again, as its server asks.
  static Executor afterRetryDelay(Status status, @Nullable Metadata trailers) {
    long millis =
        StatusProto.fromStatusAndTrailers(status, trailers).getDetailsList().stream()
            .filter(detail -> detail.is(RetryInfo.class))
            .mapToLong(CallLoad::delayMillis)
            .findFirst()
            .orElse(0);
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
  }

  private static long delayMillis(Any detail) {
    try {
      return Durations.toMillis(detail.unpack(RetryInfo.class).getRetryDelay());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
