package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.support.TestIdentity;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class TargetOptionsTest {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Map<String, String> environment = new HashMap<>();
  private final AtomicReference<String> authorization = new AtomicReference<>("");

  @Command(name = "any")
  private static final class AnyCommand {
    @Mixin private final TargetOptions target;

    AnyCommand(Map<String, String> environment) {
      target = new TargetOptions(environment);
    }
  }

  private ManagedChannel channel(String... arguments) {
    AnyCommand command = new AnyCommand(environment);
    new CommandLine(command)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .parseArgs(arguments);
    return command.target.channel();
  }

  /// Notes what its callers authorize themselves with.
  private final class Listening implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      authorization.set(String.valueOf(headers.get(AUTHORIZATION)));
      return next.startCall(call, headers);
    }
  }

  private Server server(ServerCredentials credentials) throws Exception {
    BindableService health = new HealthStatusManager().getHealthService();
    return Grpc.newServerBuilderForPort(0, credentials)
        .addService(health)
        .intercept(new Listening())
        .build()
        .start();
  }

  private void call(ManagedChannel channel) {
    try {
      var _ =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance());
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void a_token_of_the_environment_goes_to_this_machine_in_the_clear() throws Exception {
    environment.put("TRIPGEN_TOKEN", "mine");
    Server server = server(InsecureServerCredentials.create());

    call(channel("--target", "localhost:" + server.getPort()));

    assertThat(authorization).hasValue("Bearer mine");
    server.shutdownNow();
  }

  @Test
  void without_a_token_none_is_sent() throws Exception {
    Server server = server(InsecureServerCredentials.create());

    call(channel("--target", "127.0.0.1:" + server.getPort()));

    assertThat(authorization).hasValue("null");
    server.shutdownNow();
  }

  @Test
  void a_certificate_is_shown_and_the_token_of_a_file_sent_over_tls(@TempDir Path folder)
      throws Exception {
    TestIdentity service = TestIdentity.create(folder, "service");
    TestIdentity caller = TestIdentity.create(folder, "caller");
    environment.put(
        "TRIPGEN_TOKEN_FILE", Files.writeString(folder.resolve("token"), "filed\n").toString());
    Server server =
        server(
            TlsServerCredentials.newBuilder()
                .keyManager(service.certificate().toFile(), service.key().toFile())
                .trustManager(caller.certificate().toFile())
                .clientAuth(ClientAuth.REQUIRE)
                .build());

    call(
        channel(
            "--target=localhost:" + server.getPort(),
            "--ca=" + service.certificate(),
            "--client-certificate=" + caller.certificate(),
            "--client-key=" + caller.key()));

    assertThat(authorization).hasValue("Bearer filed");
    server.shutdownNow();
  }

  @Test
  void a_token_does_not_leave_this_machine_in_the_clear() {
    environment.put("TRIPGEN_TOKEN", "mine");

    assertThatThrownBy(() -> channel("--target", "192.0.2.1:9090"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("in the clear")
        .hasMessageNotContaining("mine");
    channel("--target", "192.0.2.1:9090", "--insecure").shutdownNow();
    channel("--target", "192.0.2.1:9090", "--tls").shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9090", "localhost", "http://localhost:9090", "a b:1"})
  void a_target_is_a_host_and_a_port(String target) {
    assertThatThrownBy(() -> channel("--target=" + target))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--target is an address such as");
  }

  @Test
  void certificates_are_for_tls_and_come_with_their_key() {
    assertThatThrownBy(() -> channel("--client-certificate=c", "--client-key=k"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--ca");
    assertThatThrownBy(() -> channel("--tls", "--client-key=k"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("belong together");
    assertThatThrownBy(() -> channel("--ca=/no/such/file"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("/no/such/file");
  }
}
