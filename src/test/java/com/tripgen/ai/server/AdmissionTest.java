package com.tripgen.ai.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetJobResponse;
import com.tripgen.ai.v1.JobServiceGrpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final int MOST = 2;

  private final CallExecutor threads = new CallExecutor();
  private final Admission admission =
      new Admission(new ConcurrencyLimit(1, MOST, System::nanoTime), threads, nanos -> {});

  private record Call<Q, R>(MethodDescriptor<Q, R> method) {
    private ServerCall<Q, R> arrived() {
      return new ServerCall<>() {
        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(R message) {}

        @Override
        public void close(Status status, Metadata trailers) {}

        @Override
        public boolean isCancelled() {
          return false;
        }

        @Override
        public MethodDescriptor<Q, R> getMethodDescriptor() {
          return method;
        }
      };
    }
  }

  @AfterEach
  void close() {
    threads.close();
  }

  private Executor arrival(MethodDescriptor<?, ?> method) {
    return admission.getExecutor(new Call<>(method).arrived(), new Metadata());
  }

  private Executor read() {
    return arrival(JobServiceGrpc.getGetJobMethod());
  }

  /// Runs the first task of a call to its end.
  private boolean isLetIn(Executor executor) throws InterruptedException {
    ServerCall<GetJobRequest, GetJobResponse> call =
        new Call<>(JobServiceGrpc.getGetJobMethod()).arrived();
    CompletableFuture<Boolean> letIn = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            admission.interceptCall(call, new Metadata(), (_, _) -> new ServerCall.Listener<>() {});
            letIn.complete(true);
          } catch (ServiceException e) {
            letIn.complete(false);
          }
        });
    return letIn.join();
  }

  @Test
  void calls_that_wait_for_their_turn_count() throws Exception {
    Executor first = read();
    read();
    assertThat(isLetIn(read())).isFalse();

    assertThat(isLetIn(first)).isTrue();
    assertThat(isLetIn(read())).isTrue();
  }

  @Test
  void a_call_counts_once_whatever_else_it_has_to_run() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<Executor> calls = List.of(read(), read());
    for (Executor call : calls) {
      assertThat(isLetIn(call)).isTrue();
      call.execute(() -> Uninterruptibles.awaitUninterruptibly(end));
      call.execute(() -> Uninterruptibles.awaitUninterruptibly(end));
    }

    assertThat(isLetIn(read())).isTrue();
    end.countDown();
  }

  @Test
  void watches_take_no_place_and_come_in_when_there_is_none() throws Exception {
    for (int watch = 0; watch < 2 * MOST; watch++) {
      arrival(JobServiceGrpc.getWatchJobMethod());
    }
    assertThat(isLetIn(read())).isTrue();
    read();
    read();

    assertThat(isLetIn(read())).isFalse();
    assertThat(isLetIn(arrival(JobServiceGrpc.getWatchJobMethod()))).isTrue();
  }
}
