package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Timestamps;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import com.tripgen.ai.server.CallLimits;
import com.tripgen.ai.server.ConnectionLimits;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.ListJobsRequest;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What one caller and one connection may take, over real sockets.
@Timeout(120)
class TransportLimitsScenario {
  private static final int WATCHES = 3;

  private static TestDatabase database;
  private static Replica replica;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    replica = Replica.start(database.service(), settings(Duration.ofMinutes(30)));
  }

  @AfterAll
  static void stop() {
    replica.close();
    database.close();
  }

  private static SecuritySettings settings(Duration connectionAge) {
    return new SecuritySettings(
        InetAddress.getLoopbackAddress(),
        Optional.empty(),
        Optional.empty(),
        true,
        CallLimits.DEFAULT.withWatchesPerCaller(WATCHES).withConnectionAge(connectionAge));
  }

  private static void assertServes() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", replica.port()).usePlaintext().build();
    try {
      assertThat(
              HealthGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(20, TimeUnit.SECONDS)
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
      assertThat(
              JobServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(20, TimeUnit.SECONDS)
                  .listJobs(ListJobsRequest.getDefaultInstance())
                  .getNextPageToken())
          .isEmpty();
    } finally {
      channel.shutdownNow();
    }
  }

  private static Iterator<WatchJobResponse> watch(String requestId) {
    return JobServiceGrpc.newBlockingStub(replica.channel())
        .watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build());
  }

  @Test
  void a_caller_has_so_many_watches_and_gets_places_back_however_they_end() throws Exception {
    var _ =
        replica.jobs().submitJob(Callers.job("watched").setRunTime(Timestamps.MAX_VALUE).build());
    List<Context.CancellableContext> open = new ArrayList<>();
    for (int i = 0; i < WATCHES; i++) {
      Context.CancellableContext context = Context.current().withCancellation();
      open.add(context);
      context.run(() -> assertThat(watch("watched").next().hasJob()).isTrue());
    }

    Refusal refusal = Refusal.of(() -> watch("watched").next());

    assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.reason()).isEqualTo("QUOTA_EXCEEDED");
    assertThat(refusal.metadata())
        .containsEntry("limit", "watches_per_caller")
        .containsEntry("limit_value", "3");
    assertThat(refusal.detail(QuotaFailure.class).getViolations(0).getSubject())
        .isEqualTo("watches_per_caller");
    assertThat(refusal.has(RetryInfo.class)).isTrue();

    open.removeLast().cancel(null);
    eventually(
        () -> {
          Context.CancellableContext context = Context.current().withCancellation();
          open.add(context);
          context.run(() -> assertThat(opens("watched")).isTrue());
        });
    open.forEach(context -> context.cancel(null));
    // A watch that is refused holds no place either.
    for (int i = 0; i < 2 * WATCHES; i++) {
      eventually(
          () ->
              assertThat(Refusal.of(() -> watch("unknown").next()).code())
                  .isEqualTo(Code.NOT_FOUND));
    }
  }

  private static boolean opens(String requestId) {
    try {
      return watch(requestId).next().hasJob();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /// On a connection of its own: how many of the cancels become resets is a matter of time, and too
  /// many rightly cost the connection.
  @Test
  void thousands_of_calls_that_are_cancelled_at_once_leave_the_server_as_it_was() {
    ManagedChannel hasty =
        NettyChannelBuilder.forAddress("127.0.0.1", replica.port()).usePlaintext().build();
    try {
      for (int i = 0; i < 5_000; i++) {
        var call =
            JobServiceGrpc.newFutureStub(hasty)
                .getJob(GetJobRequest.newBuilder().setRequestId("none").build());
        assertThat(call.cancel(true)).isTrue();
      }

      assertServes();
    } finally {
      hasty.shutdownNow();
    }
  }

  @Test
  void an_address_has_so_many_connections_and_what_is_more_is_closed_at_once() throws Exception {
    SecuritySettings settings =
        new SecuritySettings(
            InetAddress.getLoopbackAddress(),
            Optional.empty(),
            Optional.empty(),
            true,
            CallLimits.DEFAULT.withConnections(new ConnectionLimits(100, 2)));
    try (Replica bounded = Replica.start(database.service(), settings);
        RawHttp2 first = new RawHttp2(bounded.port())) {
      assertThat(first.isOpen()).isTrue();
      try (RawHttp2 second = new RawHttp2(bounded.port());
          RawHttp2 third = new RawHttp2(bounded.port())) {
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isFalse();
        assertThatExceptionOfType(StatusRuntimeException.class)
            .isThrownBy(() -> bounded.jobs().listJobs(ListJobsRequest.getDefaultInstance()))
            .matches(refused -> refused.getStatus().getCode() == Code.UNAVAILABLE);
        assertThat(first.isOpen()).isTrue();
      }

      eventually(
          () -> {
            try (RawHttp2 next = new RawHttp2(bounded.port())) {
              assertThat(next.isOpen()).isTrue();
            }
          });
    }
  }

  @Test
  void a_connection_that_says_nothing_is_given_up() throws Exception {
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), replica.port())) {
      silent.setSoTimeout(60_000);
      // What the server says first is its settings, or nothing.
      assertThat(silent.getInputStream().readAllBytes()).hasSizeLessThan(200);
      assertServes();
    }
  }

  @Test
  void a_rapid_reset_loses_its_connection_and_disturbs_no_other() throws Exception {
    try (RawHttp2 attacker = new RawHttp2(replica.port())) {
      attacker.reset(5_000);

      assertThat(attacker.isOpen()).isFalse();
      assertServes();
    }
  }

  @Test
  void a_well_behaved_connection_survives_as_many_resets_as_the_limit_lets_through()
      throws Exception {
    try (RawHttp2 caller = new RawHttp2(replica.port())) {
      caller.reset(1_000);

      assertThat(caller.isOpen()).isTrue();
    }
  }

  @Test
  void metadata_over_the_limit_is_refused_and_the_connection_lives() {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("large", Metadata.ASCII_STRING_MARSHALLER),
        "x".repeat(CallLimits.DEFAULT.metadataBytes()));
    var jobs =
        JobServiceGrpc.newBlockingStub(replica.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);

    assertThatThrownBy(
            () ->
                jobs.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .listJobs(ListJobsRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure ->
                assertThat(failure.getStatus().getCode())
                    .isIn(Code.RESOURCE_EXHAUSTED, Code.INTERNAL, Code.UNKNOWN));
    assertThat(jobs.listJobs(ListJobsRequest.getDefaultInstance()).getNextPageToken()).isEmpty();
  }

  @Test
  void an_old_connection_is_made_anew_and_its_watches_go_on() throws Exception {
    try (Replica ageing = Replica.start(database.service(), settings(Duration.ofSeconds(1)))) {
      var _ = replica.jobs().submitJob(Callers.job("old").setRunTime(Timestamps.MAX_VALUE).build());
      Iterator<WatchJobResponse> watch =
          ageing
              .jobs()
              .watchJob(
                  WatchJobRequest.newBuilder()
                      .setRequestId("old")
                      .setHeartbeatInterval(com.google.protobuf.util.Durations.fromSeconds(1))
                      .build());
      assertThat(watch.next().hasJob()).isTrue();
      for (int i = 0; i < 3; i++) {
        assertThat(watch.next().hasHeartbeat()).isTrue();
        assertThat(ageing.jobs().listJobs(ListJobsRequest.getDefaultInstance()).getNextPageToken())
            .isEmpty();
      }
    }
  }

  /// Frames as an attacker sends them, without the care of a client library.
  private static final class RawHttp2 implements AutoCloseable {
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;
    private static final byte[] PREFACE =
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final DataOutputStream out;
    private int nextStream = 1;
    private boolean closed;

    private RawHttp2(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(20_000);
      out = new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream()));
      out.write(PREFACE);
      frame(SETTINGS, 0, 0, new byte[0]);
      out.flush();
    }

    /// Opens streams and resets each at once, as long as the server bears it.
    private void reset(int streams) throws IOException {
      try {
        for (int i = 0; i < streams; i++) {
          frame(HEADERS, END_HEADERS, nextStream, headers());
          frame(RST_STREAM, 0, nextStream, new byte[] {0, 0, 0, 8});
          nextStream += 2;
        }
        out.flush();
      } catch (SocketException e) {
        closed = true;
      }
    }

    /// Whether the server answers a ping.
    private boolean isOpen() throws IOException {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      try {
        frame(PING, 0, 0, new byte[8]);
        out.flush();
        while (!closed) {
          int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
          int type = in.readUnsignedByte();
          int flags = in.readUnsignedByte();
          in.skipNBytes(4L + length);
          if (type == PING && flags == ACK) {
            return true;
          }
        }
      } catch (EOFException | SocketException e) {
        closed = true;
      }
      return false;
    }

    /// HPACK: POST and http from the static table, the rest as literals that are not indexed.
    private static byte[] headers() {
      java.io.ByteArrayOutputStream block = new java.io.ByteArrayOutputStream();
      block.write(0x83);
      block.write(0x86);
      literal(block, ":path", "/tripgen.ai.v1.JobService/ListJobs");
      literal(block, ":authority", "localhost");
      literal(block, "content-type", "application/grpc");
      literal(block, "te", "trailers");
      return block.toByteArray();
    }

    private static void literal(java.io.ByteArrayOutputStream block, String name, String value) {
      block.write(0);
      for (String text : List.of(name, value)) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      }
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
      out.write(payload.length >> 16);
      out.writeShort(payload.length);
      out.write(type);
      out.write(flags);
      out.writeInt(stream);
      out.write(payload);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
