package com.tripgen.ai.server;

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
import com.tripgen.ai.jobs.QueueSampler;
import com.tripgen.ai.jobs.RequestIds;
import com.tripgen.ai.jobs.RetryPolicy;
import com.tripgen.ai.jobs.WatchSettings;
import com.tripgen.ai.jobs.Worker;
import com.tripgen.ai.jobs.WorkerSettings;
import com.tripgen.ai.models.ModelSettings;
import com.tripgen.ai.models.Models;
import com.tripgen.ai.models.PostgresLedger;
import com.tripgen.ai.operations.Installation;
import com.tripgen.ai.operations.OperationsService;
import com.tripgen.ai.operations.Retention;
import com.tripgen.ai.operations.StatisticsReader;
import com.tripgen.ai.recommendations.BuiltinRecommender;
import com.tripgen.ai.recommendations.KnownPlaces;
import com.tripgen.ai.recommendations.ModelRecommender;
import com.tripgen.ai.recommendations.RecommendationHandler;
import com.tripgen.ai.recommendations.RecommendationMessages;
import com.tripgen.ai.recommendations.RecommendationService;
import com.tripgen.ai.recommendations.RecommendationSettings;
import com.tripgen.ai.recommendations.Recommendations;
import com.tripgen.ai.schedules.Hybrid;
import com.tripgen.ai.schedules.RegenerationListener;
import com.tripgen.ai.schedules.ScheduleGenerationHandler;
import com.tripgen.ai.schedules.ScheduleListener;
import com.tripgen.ai.schedules.ScheduleRegenerationHandler;
import com.tripgen.ai.schedules.ScheduleService;
import com.tripgen.ai.schedules.Schedules;
import com.tripgen.ai.schedules.WeatherImpactHandler;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.telemetry.Metrics;
import com.tripgen.ai.v1.SubmitJobRequest.SpecCase;
import io.grpc.BindableService;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The composition root: everything of a server process is wired here, once.
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private static final Duration RELOAD_INTERVAL = Duration.ofSeconds(1);
  private final EngineSettings engine;
  private final MonitoringSettings monitoring;
  private final Metrics metrics = new Metrics();
  private final Database database;
  private final HintChannel hints;
  private final JobWatch watch;
  private final Worker worker;
  private final Models models;
  private final Recommendations recommendations;
  private final QueueSampler queues;
  private final Retention retention;
  private final Readiness readiness;
  private final ValidationInterceptor validation;
  private final CallPath calls;
  private final ReloadedFiles files = new ReloadedFiles(RELOAD_INTERVAL);
  private final Sockets sockets;
  private final io.grpc.Server grpc;
  private @Nullable MonitoringPort http;

  private Server(ServerConfig config, UnaryOperator<JobHandler> wrap) {
    // First: what can't be read ends the start before anything is open.
    NettyServerBuilder transport = Transport.builder(config, files);
    Optional<Supplier<AccessTokens>> tokens = config.security().tokens().map(this::tokens);
    this.validation = new ValidationInterceptor(CallPath.requestTypes());

    this.engine = config.engine();
    this.monitoring = config.monitoring();
    this.database =
        new Database(
            config.database(),
            PoolSettings.DEFAULT,
            new Database.Instruments(metrics.pools(), monitoring.tracing().statements()));
    this.hints = HintChannel.open(config.database(), HintSettings.DEFAULT);

    JobSignals signals = new JobSignals(hints, metrics.jobs());
    Map<String, JobListener> listeners =
        Map.of(
            JobType.SCHEDULE_GENERATION.name(),
            new ScheduleListener(),
            JobType.SCHEDULE_REGENERATION.name(),
            new RegenerationListener());
    JobQueue queue = new JobQueue(database, signals, listeners, engine.limits(), RequestIds::next);
    this.watch =
        new JobWatch(
            database,
            signals,
            new WatchSettings(engine.watchReread(), engine.watchMaxAge()),
            new Random());

    Clock clock = Clock.systemUTC();
    Catalogue catalogue = Catalogue.bundled();
    ProblemAssembler assembler =
        ProblemAssembler.of(
            catalogue, config.sources(), clock, monitoring.tracing().sources(metrics.sources()));
    ModelSettings asked = config.generator().models();
    this.models =
        new Models(
            asked,
            new PostgresLedger(database, asked),
            monitoring.tracing().models(metrics.models()));
    Hybrid hybrid = Hybrid.of(models, config.generator().hybrid());
    Schedules schedules = new Schedules(database, queue, assembler, hybrid);
    this.recommendations =
        new Recommendations(
            database,
            new KnownPlaces(catalogue, clock),
            models.isEmpty() ? new BuiltinRecommender() : new ModelRecommender(models),
            RecommendationSettings.DEFAULT.afterModels(asked.deadline()));
    List<JobHandler> handlers =
        Stream.of(
                new ScheduleGenerationHandler(assembler, hybrid, clock),
                new ScheduleRegenerationHandler(schedules, hybrid, clock),
                new RecommendationHandler(recommendations, !models.isEmpty()),
                new WeatherImpactHandler(schedules))
            .map(wrap)
            .map(monitoring.tracing()::jobs)
            .toList();
    this.worker = new Worker(database, signals, listeners, handlers, workerSettings());
    this.queues = new QueueSampler(database, worker, metrics.jobs());
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
            new OperationsService(
                retention,
                new JobControl(database, signals),
                queue,
                messages,
                new StatisticsReader(database),
                new Installation(database, config.database())));

    HealthStatusManager health = new HealthStatusManager();
    this.readiness =
        new Readiness(
            () ->
                database.reserved(
                    session -> session.selectOne("com.tripgen.ai.jobs.WorkerMapper.alive")),
            new Migrations(config.database())::pending,
            health,
            Stream.concat(
                    Stream.of(HealthStatusManager.SERVICE_NAME_ALL_SERVICES),
                    services.stream()
                        .map(service -> service.bindService().getServiceDescriptor().getName()))
                .toList(),
            () -> startEngine(config));
    metrics.follow(watch, worker, recommendations, () -> readiness.trouble().isEmpty());
    this.calls =
        new CallPath(
            config.security().limits(),
            tokens,
            readiness::schemaComplete,
            validation,
            metrics,
            monitoring.tracing());
    ConnectionCount connections = new ConnectionCount(config.security().limits().connections());
    this.sockets = new Sockets(connections, metrics.connections(connections::total));
    sockets
        .under(transport)
        .directExecutor()
        .callExecutor(calls.executor())
        .fallbackHandlerRegistry(new UnknownMethods())
        .addService(health.getHealthService());
    if (config.security().reflection()) {
      transport.addService(ProtoReflectionServiceV1.newInstance()).addService(reflectionV1Alpha());
    }
    if (config.roles().contains(Role.API)) {
      services.forEach(service -> transport.addService(calls.leadingTo(service)));
    }
    this.grpc = transport.build();
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
    queues.start();
    if (config.roles().contains(Role.WORKER)) {
      worker.start();
      retention.start();
    }
  }

  private Supplier<AccessTokens> tokens(Path file) {
    AtomicReference<AccessTokens> tokens = new AtomicReference<>(AccessTokens.NONE);
    files.use(
        "the tokens",
        List.of(file),
        contents ->
            tokens.set(
                AccessTokens.parse(new String(contents.getFirst(), StandardCharsets.UTF_8))));
    return tokens::get;
  }

  /// Older debugging clients know only this version of reflection.
  @SuppressWarnings("deprecation")
  private static BindableService reflectionV1Alpha() {
    return ProtoReflectionService.newInstance();
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
    SecuritySettings security = config.security();
    if (!security.host().isLoopbackAddress() && security.tokens().isEmpty()) {
      LOG.warn("there is no tokens file: whoever reaches this server may do everything");
    }
    try {
      server.listen();
    } catch (IOException e) {
      server.closeResources();
      throw e;
    }
    server.readiness.start();
    server.models.warmUp();
    LOG.info(
        "tripgen-ai {} on Java {} starts as {} on port {}",
        Objects.requireNonNullElse(Server.class.getPackage().getImplementationVersion(), "(dev)"),
        Runtime.version(),
        config.roles(),
        server.port());
    return server;
  }

  private void listen() throws IOException {
    validation.awaitReady();
    if (monitoring.http().isPresent()) {
      InetSocketAddress address = monitoring.http().get();
      try {
        http = new MonitoringPort(address, readiness::trouble, metrics::scrape);
      } catch (IOException e) {
        throw new HttpPortException(address.getPort(), e);
      }
    }
    grpc.start();
  }

  public int port() {
    return grpc.getPort();
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return (InetSocketAddress) grpc.getListenSockets().getFirst();
  }

  /// Where health and metrics are, if they are anywhere.
  public Optional<InetSocketAddress> httpAddress() {
    return http == null ? Optional.empty() : Optional.of(http.address());
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
    LOG.info("stopping");
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
    sockets.close();
    files.close();
    calls.close();
    queues.close();
    retention.close();
    recommendations.close();
    models.close();
    hints.close();
    database.close();
    metrics.close();
    if (http != null) {
      http.close();
    }
    monitoring.tracing().close();
    LOG.info("stopped");
  }
}
