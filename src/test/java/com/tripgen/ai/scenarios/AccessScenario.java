package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Empty;
import com.tripgen.ai.server.AccessToken;
import com.tripgen.ai.server.CallLimits;
import com.tripgen.ai.server.Scope;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceProto;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.OperationsServiceProto;
import com.tripgen.ai.v1.PauseJobsRequest;
import com.tripgen.ai.v1.RecommendationServiceProto;
import com.tripgen.ai.v1.ScheduleServiceProto;
import com.tripgen.ai.v1.SubmitJobRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may call what, on a server with a tokens file.
class AccessScenario {
  private static final String READER = AccessToken.newSecret();
  private static final String WRITER = AccessToken.newSecret();
  private static final String ADMINISTRATOR = AccessToken.newSecret();
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @TempDir private static Path folder;

  private static Path tokens;
  private static TestDatabase database;
  private static Replica replica;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    tokens = folder.resolve("tokens");
    Files.writeString(tokens, usualTokens());
    replica = Replica.start(database.service(), settings(true));
  }

  @AfterAll
  static void stop() {
    replica.close();
    database.close();
  }

  private static SecuritySettings settings(boolean reflection) {
    return new SecuritySettings(
        InetAddress.getLoopbackAddress(),
        Optional.empty(),
        Optional.of(tokens),
        reflection,
        CallLimits.DEFAULT);
  }

  private static String usualTokens() {
    return line("reader", READER, Scope.READ)
        + line("writer", WRITER, Scope.READ, Scope.WRITE)
        + line("administrator", ADMINISTRATOR, Scope.ADMIN);
  }

  private static String line(String name, String secret, Scope first, Scope... more) {
    return new AccessToken(
                name, EnumSet.of(first, more), AccessToken.hash(secret), Optional.empty())
            .line()
        + "\n";
  }

  private static Channel with(String authorization) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, authorization);
    return ClientInterceptors.intercept(
        replica.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static JobServiceGrpc.JobServiceBlockingStub jobs(String secret) {
    return JobServiceGrpc.newBlockingStub(with("Bearer " + secret))
        .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  static Stream<String> methods() {
    return Stream.of(
            JobServiceProto.getDescriptor(),
            ScheduleServiceProto.getDescriptor(),
            RecommendationServiceProto.getDescriptor(),
            OperationsServiceProto.getDescriptor())
        .map(FileDescriptor::getServices)
        .flatMap(List::stream)
        .flatMap(service -> service.getMethods().stream())
        .map(it -> it.getService().getFullName() + "/" + it.getName());
  }

  /// An empty request, which breaks a rule of most of them.
  private static Refusal refused(Channel channel, String method) {
    var marshaller = ProtoUtils.marshaller(Empty.getDefaultInstance());
    return Refusal.of(
        () ->
            ClientCalls.blockingServerStreamingCall(
                    channel,
                    MethodDescriptor.newBuilder(marshaller, marshaller)
                        .setType(MethodType.SERVER_STREAMING)
                        .setFullMethodName(method)
                        .build(),
                    CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                    Empty.getDefaultInstance())
                .next());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void no_method_is_served_without_a_token_nor_looks_at_the_request(String method) {
    Refusal refusal = refused(replica.channel(), method);

    assertThat(refusal.code()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(refusal.reason()).isEqualTo("UNAUTHENTICATED");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void no_method_is_served_with_the_scopes_of_others(String method) {
    boolean operations = method.contains("OperationsService");

    Refusal refusal = refused(with("Bearer " + (operations ? WRITER : ADMINISTRATOR)), method);

    assertThat(refusal.code()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(refusal.reason()).isEqualTo("MISSING_SCOPE");
    assertThat(refusal.metadata().get("scope")).matches(operations ? "admin" : "read|write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer guess", "Basic dXNlcjpwYXNz", "guess", ""})
  void what_is_no_known_token_is_refused_and_not_repeated(String authorization) {
    Refusal refusal = refused(with(authorization), "tripgen.ai.v1.JobService/GetJob");

    assertThat(refusal.code()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(refusal.message()).doesNotContain("guess", "dXNlcjpwYXNz");
  }

  @Test
  void each_scope_lets_its_bearer_do_its_calls_and_no_others() {
    assertThat(read(READER)).isEqualTo(Code.NOT_FOUND);
    Refusal writing =
        Refusal.of(() -> jobs(READER).submitJob(SubmitJobRequest.getDefaultInstance()));
    assertThat(writing.code()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(writing.metadata()).containsEntry("scope", "write");

    Refusal written =
        Refusal.of(() -> jobs(WRITER).submitJob(SubmitJobRequest.getDefaultInstance()));
    assertThat(written.code()).as("let in, then validated").isEqualTo(Code.INVALID_ARGUMENT);

    var operations =
        com.tripgen.ai.v1.OperationsServiceGrpc.newBlockingStub(with("Bearer " + ADMINISTRATOR))
            .withDeadlineAfter(30, TimeUnit.SECONDS);
    assertThat(
            operations
                .pauseJobs(
                    PauseJobsRequest.newBuilder()
                        .setJobType(JobType.JOB_TYPE_WEATHER_IMPACT_ANALYSIS)
                        .build())
                .getQueue()
                .getPaused())
        .isTrue();
  }

  @Test
  void the_name_of_the_token_is_the_fairness_key_of_its_jobs() throws Exception {
    var _ = jobs(WRITER).submitJob(Callers.job("named").build());

    try (var connection = database.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT fairness_key FROM ai_schema.ai_jobs WHERE request_id = 'named'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("writer");
    }
  }

  @Test
  void tokens_are_replaced_without_a_restart_and_without_a_gap() throws Exception {
    String next = AccessToken.newSecret();
    assertThat(read(next)).isEqualTo(Code.UNAUTHENTICATED);

    Files.writeString(tokens, usualTokens() + line("reader", next, Scope.READ));
    eventually(() -> assertThat(read(next)).isEqualTo(Code.NOT_FOUND));
    assertThat(read(READER)).isEqualTo(Code.NOT_FOUND);

    Files.writeString(tokens, "this is no tokens file\n");
    Files.writeString(
        tokens, usualTokens().replace(AccessToken.hash(READER), AccessToken.hash(next)));
    eventually(() -> assertThat(read(READER)).isEqualTo(Code.UNAUTHENTICATED));
    assertThat(read(next)).isEqualTo(Code.NOT_FOUND);

    Files.writeString(tokens, usualTokens());
    eventually(() -> assertThat(read(READER)).isEqualTo(Code.NOT_FOUND));
  }

  private static Code read(String secret) {
    return Refusal.of(
            () -> jobs(secret).getJob(GetJobRequest.newBuilder().setRequestId("none").build()))
        .code();
  }

  @Test
  void health_and_reflection_need_no_token() throws Exception {
    assertThat(
            HealthGrpc.newBlockingStub(replica.channel())
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
    assertThat(services(replica.channel())).contains("tripgen.ai.v1.JobService");
  }

  @Test
  void reflection_can_be_switched_off() throws Exception {
    try (Replica silent = Replica.start(database.service(), settings(false))) {
      assertThat(Refusal.of(() -> services(silent.channel())).code()).isEqualTo(Code.UNIMPLEMENTED);
    }
  }

  private static List<String> services(Channel channel) throws Exception {
    CompletableFuture<List<String>> names = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> questions =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    names.complete(
                        response.getListServicesResponse().getServiceList().stream()
                            .map(it -> it.getName())
                            .toList());
                  }

                  @Override
                  public void onError(Throwable failure) {
                    names.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    questions.onNext(ServerReflectionRequest.newBuilder().setListServices("*").build());
    try {
      return names.get(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException refused) {
        throw refused;
      }
      throw e;
    } finally {
      questions.onCompleted();
    }
  }
}
