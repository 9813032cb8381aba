package com.tripgen.ai.server;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.HintChannel;
import com.tripgen.ai.database.HintSettings;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.jobs.JobControl;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobListener;
import com.tripgen.ai.jobs.JobMessages;
import com.tripgen.ai.jobs.JobQueue;
import com.tripgen.ai.jobs.JobService;
import com.tripgen.ai.jobs.JobSignals;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.jobs.JobWatch;
import com.tripgen.ai.jobs.RetryPolicy;
import com.tripgen.ai.jobs.WatchSettings;
import com.tripgen.ai.jobs.Worker;
import com.tripgen.ai.jobs.WorkerSettings;
import com.tripgen.ai.operations.OperationsService;
import com.tripgen.ai.operations.Retention;
import com.tripgen.ai.recommendations.BuiltinRecommender;
import com.tripgen.ai.recommendations.KnownPlaces;
import com.tripgen.ai.recommendations.RecommendationHandler;
import com.tripgen.ai.recommendations.RecommendationMessages;
import com.tripgen.ai.recommendations.RecommendationService;
import com.tripgen.ai.recommendations.RecommendationSettings;
import com.tripgen.ai.recommendations.Recommendations;
import com.tripgen.ai.schedules.RegenerationListener;
import com.tripgen.ai.schedules.ScheduleGenerationHandler;
import com.tripgen.ai.schedules.ScheduleListener;
import com.tripgen.ai.schedules.ScheduleRegenerationHandler;
import com.tripgen.ai.schedules.ScheduleService;
import com.tripgen.ai.schedules.Schedules;
import com.tripgen.ai.schedules.WeatherImpactHandler;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.v1.JobServiceProto;
import com.tripgen.ai.v1.OperationsServiceProto;
import com.tripgen.ai.v1.RecommendationServiceProto;
import com.tripgen.ai.v1.ScheduleServiceProto;
import com.tripgen.ai.v1.SubmitJobRequest.SpecCase;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The composition root: everything of a server process is wired here, once.
public final class Server implements AutoCloseable {
  /// Larger than what a message may have, so that most of those over the limit are read and told
  /// why they are refused.
  private static final int MOST_BYTES_READ = 16 * 1024 * 1024;

  private static final Duration LONGEST_UNARY_CALL = Duration.ofSeconds(30);
  private static final List<FileDescriptor> CONTRACT =
      List.of(
          JobServiceProto.getDescriptor(),
          ScheduleServiceProto.getDescriptor(),
          RecommendationServiceProto.getDescriptor(),
          OperationsServiceProto.getDescriptor());

  private final EngineSettings engine;
  private final Database database;
  private final HintChannel hints;
  private final JobWatch watch;
  private final Worker worker;
  private final Recommendations recommendations;
  private final Retention retention;
  private final Readiness readiness;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadlines").factory());
  private final io.grpc.Server grpc;

  private Server(ServerConfig config, UnaryOperator<JobHandler> wrap) {
    this.engine = config.engine();
    this.database = new Database(config.database(), PoolSettings.DEFAULT);
    this.hints = HintChannel.open(config.database(), HintSettings.DEFAULT);

    JobSignals signals = new JobSignals(hints);
    Map<String, JobListener> listeners =
        Map.of(
            JobType.SCHEDULE_GENERATION.name(),
            new ScheduleListener(),
            JobType.SCHEDULE_REGENERATION.name(),
            new RegenerationListener());
    JobQueue queue =
        new JobQueue(
            database, signals, listeners, engine.limits(), () -> UUID.randomUUID().toString());
    this.watch =
        new JobWatch(
            database,
            signals,
            new WatchSettings(engine.watchReread(), engine.watchMaxAge()),
            new Random());

    Clock clock = Clock.systemUTC();
    Catalogue catalogue = Catalogue.bundled();
    ProblemAssembler assembler = ProblemAssembler.of(catalogue, config.sources(), clock);
    Schedules schedules = new Schedules(database, queue, assembler);
    this.recommendations =
        new Recommendations(
            database,
            new KnownPlaces(catalogue, clock),
            new BuiltinRecommender(),
            RecommendationSettings.DEFAULT);
    List<JobHandler> handlers =
        Stream.of(
                new ScheduleGenerationHandler(assembler, clock),
                new ScheduleRegenerationHandler(schedules, clock),
                new RecommendationHandler(recommendations),
                new WeatherImpactHandler(schedules))
            .map(wrap)
            .toList();
    this.worker = new Worker(database, signals, listeners, handlers, workerSettings());
    this.retention = new Retention(database, engine.retention(), new Random());
    JobMessages messages =
        new JobMessages(
            handlers.stream()
                .collect(Collectors.toMap(handler -> handler.type().name(), JobHandler::steps)));

    ScheduleService scheduleService = new ScheduleService(schedules, messages);
    Map<SpecCase, JobService.SpecReader> readers =
        Map.of(
            SpecCase.SCHEDULE_GENERATION,
            scheduleService::read,
            SpecCase.SCHEDULE_REGENERATION,
            scheduleService::readRegeneration,
            SpecCase.RECOMMENDATION_GENERATION,
            RecommendationMessages::newJob,
            SpecCase.WEATHER_IMPACT_ANALYSIS,
            scheduleService::readWeatherImpact);
    List<BindableService> services =
        List.of(
            new JobService(queue, watch, messages, readers),
            scheduleService,
            new RecommendationService(recommendations),
            new OperationsService(retention, new JobControl(database, signals)));

    HealthStatusManager health = new HealthStatusManager();
    this.readiness =
        new Readiness(
            database,
            new Migrations(config.database()),
            health,
            Stream.concat(
                    Stream.of(HealthStatusManager.SERVICE_NAME_ALL_SERVICES),
                    services.stream()
                        .map(service -> service.bindService().getServiceDescriptor().getName()))
                .toList(),
            () -> startEngine(config));
    this.grpc = grpc(config, services, health);
  }

  private WorkerSettings workerSettings() {
    return new WorkerSettings(
        engine.lease(),
        engine.sweep(),
        engine.grace(),
        new RetryPolicy(engine.firstRetry(), engine.longestRetry(), new Random()),
        Arrays.stream(JobType.values())
            .collect(Collectors.toMap(Function.identity(), type -> engine.concurrency())),
        engine.limits().running());
  }

  private void startEngine(ServerConfig config) {
    watch.start();
    if (config.roles().contains(Role.WORKER)) {
      worker.start();
      retention.start();
    }
  }

  private io.grpc.Server grpc(
      ServerConfig config, List<BindableService> services, HealthStatusManager health) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()))
            .executor(calls)
            .maxInboundMessageSize(MOST_BYTES_READ)
            .fallbackHandlerRegistry(new UnknownMethods())
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .addService(reflectionV1Alpha());
    if (config.roles().contains(Role.API)) {
      var validation = new ValidationInterceptor(requestTypes());
      for (BindableService service : services) {
        builder.addService(intercepted(service, validation));
      }
    }
    return builder.build();
  }

  /// Outermost first. The deadline surrounds the errors, so that these can tell whose patience
  /// ended.
  private ServerServiceDefinition intercepted(
      BindableService service, ValidationInterceptor validation) {
    return ServerInterceptors.interceptForward(
        service,
        new DeadlineInterceptor(LONGEST_UNARY_CALL, deadlines),
        new ErrorInterceptor(),
        new MessageLimitInterceptor(),
        new CallerInterceptor(),
        new SchemaInterceptor(readiness::schemaComplete),
        validation);
  }

  /// Older debugging clients know only this version of reflection.
  @SuppressWarnings("deprecation")
  private static BindableService reflectionV1Alpha() {
    return ProtoReflectionService.newInstance();
  }

  private static List<Descriptor> requestTypes() {
    return CONTRACT.stream()
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .map(method -> method.getInputType())
        .distinct()
        .toList();
  }

  /// Listens at once; serves as soon as the database answers and has every migration.
  ///
  /// @throws IOException when the port cannot be had
  public static Server start(ServerConfig config) throws IOException {
    return start(config, UnaryOperator.identity());
  }

  /// The same with each handler of jobs wrapped in another.
  public static Server start(ServerConfig config, UnaryOperator<JobHandler> wrap)
      throws IOException {
    Server server = new Server(config, wrap);
    try {
      server.grpc.start();
    } catch (IOException e) {
      server.closeResources();
      throw e;
    }
    server.readiness.start();
    return server;
  }

  public int port() {
    return grpc.getPort();
  }

  /// Waits until health is SERVING.
  public void awaitServing() throws InterruptedException {
    readiness.awaitServing();
  }

  public void awaitTermination() throws InterruptedException {
    grpc.awaitTermination();
  }

  /// Drains: tells balancers, gives them time, then ends streams, calls and jobs within the grace
  /// period. What is not done by then goes back to the queue.
  @Override
  public void close() {
    readiness.close();
    try {
      var _ = grpc.awaitTermination(engine.drainDelay().toMillis(), TimeUnit.MILLISECONDS);
      watch.close();
      grpc.shutdown();
      worker.close();
      if (!grpc.awaitTermination(engine.grace().toMillis(), TimeUnit.MILLISECONDS)) {
        grpc.shutdownNow();
      }
    } catch (InterruptedException e) {
      grpc.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      closeResources();
    }
  }

  private void closeResources() {
    calls.shutdown();
    deadlines.shutdownNow();
    retention.close();
    recommendations.close();
    hints.close();
    database.close();
  }
}
