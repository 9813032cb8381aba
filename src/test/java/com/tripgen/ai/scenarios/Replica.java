package com.tripgen.ai.scenarios;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.jobs.JobLimits;
import com.tripgen.ai.operations.RetentionSettings;
import com.tripgen.ai.server.EngineSettings;
import com.tripgen.ai.server.GeneratorSettings;
import com.tripgen.ai.server.MonitoringSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.sources.SourceSettings;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.tripgen.ai.v1.OperationsServiceGrpc;
import com.tripgen.ai.v1.OperationsServiceGrpc.OperationsServiceBlockingStub;
import com.tripgen.ai.v1.RecommendationServiceGrpc;
import com.tripgen.ai.v1.RecommendationServiceGrpc.RecommendationServiceBlockingStub;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.ScheduleServiceGrpc.ScheduleServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// One server of the product and a caller's connection to it.
final class Replica implements AutoCloseable {
  private static final EngineSettings QUICK =
      new EngineSettings(
          Duration.ofSeconds(2),
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          Duration.ZERO,
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          4,
          JobLimits.DEFAULT,
          Duration.ofMillis(500),
          Duration.ofMinutes(10),
          new RetentionSettings(Duration.ofMillis(500), 500));

  private final Server server;
  private final ManagedChannel channel;

  private Replica(Server server) {
    this.server = server;
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  /// A replica that serves.
  static Replica start(DatabaseAccess database, Role... roles)
      throws IOException, InterruptedException {
    Replica replica = listen(database, QUICK, roles);
    replica.server.awaitServing();
    return replica;
  }

  /// A replica that serves callers as these settings let them in. Its own channel is plaintext.
  static Replica start(DatabaseAccess database, SecuritySettings security)
      throws IOException, InterruptedException {
    return start(database, GeneratorSettings.PLANNER, security);
  }

  /// A replica that asks models.
  static Replica start(DatabaseAccess database, GeneratorSettings generator)
      throws IOException, InterruptedException {
    return start(database, generator, SecuritySettings.LOOPBACK);
  }

  /// A replica that asks models for callers as it lets them in.
  static Replica start(
      DatabaseAccess database, GeneratorSettings generator, SecuritySettings security)
      throws IOException, InterruptedException {
    Replica replica =
        new Replica(
            Server.start(
                new ServerConfig(
                    0,
                    database,
                    Set.of(Role.API, Role.WORKER),
                    QUICK,
                    SourceSettings.NONE,
                    generator,
                    MonitoringSettings.NONE,
                    security)));
    replica.server.awaitServing();
    return replica;
  }

  /// A replica that listens; whether it serves is up to its database.
  static Replica listen(DatabaseAccess database, EngineSettings engine, Role... roles)
      throws IOException {
    Set<Role> chosen = roles.length == 0 ? Set.of(Role.API, Role.WORKER) : Set.of(roles);
    return new Replica(Server.start(new ServerConfig(0, database, chosen, engine)));
  }

  static EngineSettings quick() {
    return QUICK;
  }

  int port() {
    return server.port();
  }

  Server server() {
    return server;
  }

  ManagedChannel channel() {
    return channel;
  }

  JobServiceBlockingStub jobs() {
    return JobServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  ScheduleServiceBlockingStub schedules() {
    return ScheduleServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  RecommendationServiceBlockingStub recommendations() {
    return RecommendationServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  OperationsServiceBlockingStub operations() {
    return OperationsServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
