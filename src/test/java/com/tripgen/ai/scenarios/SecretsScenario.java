package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.Main;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.server.AccessToken;
import com.tripgen.ai.server.CallLimits;
import com.tripgen.ai.server.EngineSettings;
import com.tripgen.ai.server.GeneratorSettings;
import com.tripgen.ai.server.MonitoringSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.Scope;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.sources.SourceSettings;
import com.tripgen.ai.sources.SourceSettings.OpenWeatherMapApi;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets are nowhere that others look: not among the arguments of the process, not in its log,
/// not in what callers are told, not in the text of settings.
class SecretsScenario {
  private static final String KEY = "owm-key-that-nobody-may-see";
  private static final String SERVING = "serving gRPC on ";

  private final String token = AccessToken.newSecret();
  private final String strangersToken = AccessToken.newSecret();

  @TempDir private Path folder;

  private List<String> secrets(DatabaseAccess database) {
    String hash = AccessToken.hash(token);
    return List.of(
        database.password(),
        KEY,
        token,
        strangersToken,
        hash,
        hash.substring(hash.indexOf(':') + 1));
  }

  private void assertWithoutSecrets(String where, String text, DatabaseAccess database) {
    for (String secret : secrets(database)) {
      assertThat(text.contains(secret)).as("a secret in %s", where).isFalse();
    }
  }

  @Test
  void a_server_process_keeps_them_to_itself() throws Exception {
    Path tokens =
        Files.writeString(
            folder.resolve("tokens"),
            new AccessToken(
                    "web",
                    Set.of(Scope.READ, Scope.WRITE),
                    AccessToken.hash(token),
                    Optional.empty())
                .line());
    Path log = folder.resolve("log");
    try (TestDatabase database = TestDatabase.create()) {
      DatabaseAccess access = database.service();
      Process server = serve(access, access.password(), tokens, log);
      try {
        String address = address(server, log);
        StringBuilder told = new StringBuilder();
        callAsEverybody(address, told);
        Files.writeString(tokens, "web read,write " + AccessToken.hash(token) + " tomorrow");
        eventually(() -> assertThat(Files.readString(log)).contains("the tokens can't be used"));

        assertWithoutSecrets("its arguments", arguments(server), access);
        assertWithoutSecrets("what callers were told", told.toString(), access);
        assertThat(told).contains("UNAUTHENTICATED", "JOB_NOT_FOUND", "COMPLETED");
      } finally {
        server.destroy();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
      assertWithoutSecrets("its log", Files.readString(log), access);
      assertThat(Files.readString(log)).as("the forecast was asked for").contains("OpenWeatherMap");
    }
  }

  @Test
  void a_server_that_is_refused_by_its_database_does_not_say_with_which_password()
      throws Exception {
    Path log = folder.resolve("log");
    try (TestDatabase database = TestDatabase.create()) {
      String wrong = "wrong-password-that-nobody-may-see";
      DatabaseAccess access = database.service();
      Process server = serve(access, wrong, Files.createFile(folder.resolve("tokens")), log);
      try {
        eventually(
            Duration.ofSeconds(90),
            () -> assertThat(Files.readString(log)).contains("not serving"));
      } finally {
        server.destroyForcibly();
      }
      assertThat(Files.readString(log)).doesNotContain(wrong, KEY);
    }
  }

  @Test
  void the_text_of_settings_has_none() {
    DatabaseAccess access =
        DatabaseAccess.of("jdbc:postgresql://db/x", "u", "password-that-nobody-may-see");
    ServerConfig config =
        new ServerConfig(
            0,
            access,
            Set.of(Role.API),
            EngineSettings.DEFAULT,
            new SourceSettings(
                Optional.empty(),
                Optional.of(
                    new OpenWeatherMapApi(OpenWeatherMapApi.BASE, KEY, Duration.ofSeconds(1)))),
            GeneratorSettings.PLANNER,
            MonitoringSettings.NONE,
            new SecuritySettings(
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                Optional.of(Path.of("tokens")),
                true,
                CallLimits.DEFAULT));

    assertWithoutSecrets("the configuration", config.toString(), access);
    assertThat(config.toString()).contains("jdbc:postgresql://db/x");
    assertWithoutSecrets(
        "a token",
        new AccessToken("web", Set.of(Scope.READ), AccessToken.hash(token), Optional.empty())
            .toString(),
        access);
  }

  private Process serve(DatabaseAccess database, String password, Path tokens, Path log)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--verbose",
                "--port=0",
                "--http-port=0",
                "--drain-delay=0s",
                "--database-url=" + database.jdbcUrl(),
                "--database-user=" + database.user(),
                "--tokens-file=" + tokens,
                "--weather=openweathermap",
                // Nobody listens there.
                "--weather-url=" + URI.create("http://127.0.0.1:1")));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(Map.of("TRIPGEN_DATABASE_PASSWORD", password, "TRIPGEN_OPENWEATHERMAP_KEY", KEY));
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static String address(Process server, Path log) throws Exception {
    eventually(
        Duration.ofSeconds(90),
        () -> {
          assertThat(server.isAlive()).isTrue();
          assertThat(Files.readString(log)).contains(SERVING);
        });
    return Files.readString(log)
        .lines()
        .filter(line -> line.startsWith(SERVING))
        .findFirst()
        .orElseThrow()
        .substring(SERVING.length());
  }

  private static String arguments(Process server) throws IOException {
    Path linux = Path.of("/proc", Long.toString(server.pid()), "cmdline");
    String arguments =
        Files.exists(linux)
            ? Files.readString(linux)
            : new String(
                new ProcessBuilder("ps", "-ww", "-o", "args=", "-p", Long.toString(server.pid()))
                    .start()
                    .getInputStream()
                    .readAllBytes(),
                StandardCharsets.UTF_8);
    assertThat(arguments).contains("--tokens-file");
    return arguments;
  }

  private void callAsEverybody(String address, StringBuilder told) {
    ManagedChannel channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
    try {
      told.append(refused(jobs(channel, strangersToken)));
      told.append(refused(jobs(channel, token)));
      // Soon enough for a forecast to be asked for.
      var trip =
          Trips.seoul("t")
              .clearDestinations()
              .addDestinations(Trips.stay("서울", today(1), today(2)));
      var job = Callers.job("weather");
      job.getScheduleGenerationBuilder().setTrip(trip);
      var _ = jobs(channel, token).submitJob(job.build());
      jobs(channel, token)
          .watchJob(WatchJobRequest.newBuilder().setRequestId("weather").build())
          .forEachRemaining(told::append);
    } finally {
      channel.shutdownNow();
    }
  }

  private static String today(int more) {
    return java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(more).toString();
  }

  private static String refused(JobServiceBlockingStub jobs) {
    return Refusal.of(() -> jobs.getJob(GetJobRequest.newBuilder().setRequestId("none").build()))
        .toString();
  }

  private static JobServiceBlockingStub jobs(ManagedChannel channel, String secret) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
    return JobServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(60, TimeUnit.SECONDS);
  }
}
