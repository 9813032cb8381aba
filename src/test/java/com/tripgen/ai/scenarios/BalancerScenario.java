package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tripgen.ai.server.GeneratorSettings;
import com.tripgen.ai.server.MonitoringSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.sources.SourceSettings;
import com.tripgen.ai.support.InstalledProgram;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.tripgen.ai.v1.ListJobsRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The balancer of `docker/compose.yaml` with its own configuration, before two servers.
class BalancerScenario {
  /// Longer than the balancer needs to notice.
  private static final Duration DRAIN_DELAY = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void calls_of_one_connection_reach_both_replicas_and_none_fails_while_one_drains()
      throws Exception {
    Optional<Path> haproxy = InstalledProgram.find("haproxy");
    assumeTrue(haproxy.isPresent(), "skipped: haproxy is not installed (Debian: haproxy)");
    try (TestDatabase database = TestDatabase.create();
        Server a = server(database);
        Server b = server(database)) {
      int port = freePort();
      Process balancer = start(haproxy.get(), port, a, b);
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
      try {
        JobServiceBlockingStub jobs = JobServiceGrpc.newBlockingStub(channel);
        eventually(
            () -> assertThatCode(() -> list(jobs.withWaitForReady())).doesNotThrowAnyException());
        eventually(
            () -> {
              list(jobs);
              assertThat(callsOf(a)).isPositive();
              assertThat(callsOf(b)).isPositive();
            });

        Thread drain = Thread.ofVirtual().start(a::close);
        int calls = 0;
        while (drain.isAlive()) {
          list(jobs);
          calls++;
        }

        assertThat(calls).isGreaterThan(100);
        double before = callsOf(b);
        list(jobs);
        eventually(() -> assertThat(callsOf(b)).isGreaterThan(before));
      } finally {
        channel.shutdownNow();
        balancer.destroyForcibly().waitFor();
      }
    }
  }

  private static void list(JobServiceBlockingStub jobs) {
    var _ =
        jobs.withDeadlineAfter(30, TimeUnit.SECONDS).listJobs(ListJobsRequest.getDefaultInstance());
  }

  private static Server server(TestDatabase database) throws Exception {
    Server server =
        Server.start(
            new ServerConfig(
                0,
                database.service(),
                Set.of(Role.API),
                Replica.quick().withDrainDelay(DRAIN_DELAY),
                SourceSettings.NONE,
                GeneratorSettings.PLANNER,
                MonitoringSettings.onPort(0),
                SecuritySettings.LOOPBACK));
    server.awaitServing();
    return server;
  }

  private Process start(Path program, int port, Server a, Server b) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "-f", "docker/haproxy.cfg")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "LISTEN", "127.0.0.1:" + port,
                "REPLICA_A", "127.0.0.1:" + a.port(),
                "REPLICA_B", "127.0.0.1:" + b.port(),
                "HTTP_PORT_A", Integer.toString(a.httpAddress().orElseThrow().getPort()),
                "HTTP_PORT_B", Integer.toString(b.httpAddress().orElseThrow().getPort())));
    return builder.start();
  }

  /// How many calls of ListJobs a replica has answered.
  private static double callsOf(Server server) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI metrics =
          URI.create(
              "http://127.0.0.1:" + server.httpAddress().orElseThrow().getPort() + "/metrics");
      return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("grpc_server_processing_duration_seconds_count"))
          .filter(line -> line.contains("method=\"ListJobs\"") && line.contains("\"OK\""))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
