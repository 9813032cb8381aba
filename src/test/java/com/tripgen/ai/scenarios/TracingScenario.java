package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterators;
import com.tripgen.ai.evaluation.FakeModelServer;
import com.tripgen.ai.evaluation.FakeModelServer.Behaviour;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.models.ModelEndpoint;
import com.tripgen.ai.models.ModelEndpoint.Vendor;
import com.tripgen.ai.models.ModelSettings;
import com.tripgen.ai.server.GeneratorSettings;
import com.tripgen.ai.server.MonitoringSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.sources.SourceSettings;
import com.tripgen.ai.sources.SourceSettings.LocationApi;
import com.tripgen.ai.support.FakeHttp;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.telemetry.Tracing;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One trace from the caller over the call and the job to the statement, across two servers.
class TracingScenario {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";

  private final TestDatabase database = TestDatabase.create();
  private final InMemorySpanExporter ofTheApi = InMemorySpanExporter.create();
  private final InMemorySpanExporter ofTheWorker = InMemorySpanExporter.create();

  @AfterEach
  void close() {
    database.close();
  }

  private static Tracing tracing(InMemorySpanExporter spans) {
    return Tracing.with(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build());
  }

  private Server start(Tracing tracing, Role... roles) throws Exception {
    return start(tracing, SourceSettings.NONE, GeneratorSettings.PLANNER, roles);
  }

  private Server start(
      Tracing tracing, SourceSettings sources, GeneratorSettings generator, Role... roles)
      throws Exception {
    Server server =
        Server.start(
            new ServerConfig(
                0,
                database.service(),
                Set.of(roles),
                Replica.quick(),
                sources,
                generator,
                new MonitoringSettings(Optional.empty(), tracing),
                SecuritySettings.LOOPBACK));
    server.awaitServing();
    return server;
  }

  /// Submits a trip within the caller's trace, and watches it without one until it ends.
  private static void runJob(Server server, String requestId) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    try {
      Metadata headers = new Metadata();
      headers.put(
          Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
          "00-%s-%s-01".formatted(TRACE, CALLER));
      var _ =
          ScheduleServiceGrpc.newBlockingStub(channel)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .withDeadlineAfter(30, TimeUnit.SECONDS)
              .generateSchedule(Trips.request(requestId, Trips.seoul(requestId)).build());
      var last =
          Iterators.getLast(
              JobServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(60, TimeUnit.SECONDS)
                  .watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build()));
      assertThat(last.getJob().getRequestId()).isEqualTo(requestId);
    } finally {
      channel.shutdownNow();
    }
  }

  private static SpanData named(InMemorySpanExporter spans, String name) {
    List<SpanData> found =
        spans.getFinishedSpanItems().stream()
            .filter(span -> span.getTraceId().equals(TRACE) && span.getName().equals(name))
            .toList();
    assertThat(found).as(name).hasSize(1);
    return found.getFirst();
  }

  @Test
  void one_trace_holds_the_call_the_handler_on_another_server_and_their_statements()
      throws Exception {
    try (Server api = start(tracing(ofTheApi), Role.API);
        Server worker = start(tracing(ofTheWorker), Role.WORKER)) {
      runJob(api, "traced-trip");

      eventually(
          () -> {
            SpanData call = named(ofTheApi, "tripgen.ai.v1.ScheduleService/GenerateSchedule");
            assertThat(call.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(call.getParentSpanId()).isEqualTo(CALLER);
            assertThat(named(ofTheApi, "JobMapper.insert").getParentSpanId())
                .isEqualTo(call.getSpanId());

            SpanData handler = named(ofTheWorker, "run SCHEDULE_GENERATION");
            assertThat(handler.getParentSpanId()).isEqualTo(call.getSpanId());
            assertThat(handler.getParentSpanContext().isRemote()).isTrue();
            SpanData completion = named(ofTheWorker, "JobMapper.complete");
            assertThat(completion.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(completion.getParentSpanId()).isEqualTo(call.getSpanId());
          });
      assertThat(worker.port()).isPositive();
    }
  }

  @Test
  void calls_to_models_and_sources_are_children_of_the_handler_and_tell_nothing_that_was_said()
      throws Exception {
    try (FakeModelServer model = new FakeModelServer(Behaviour.HONEST);
        FakeHttp location = new FakeHttp(request -> new FakeHttp.Answer(500, "away"));
        Server worker =
            start(
                tracing(ofTheWorker),
                new SourceSettings(
                    Optional.of(
                        new LocationApi(location.uri("/api/v1/locations"), Duration.ofSeconds(5))),
                    Optional.empty()),
                new GeneratorSettings(models(model), true),
                Role.values())) {
      runJob(worker, "asking-trip");

      SpanData handler = named(ofTheWorker, "run SCHEDULE_GENERATION");
      SpanData asked = named(ofTheWorker, "ask fake-model");
      assertThat(asked.getParentSpanId()).isEqualTo(handler.getSpanId());
      assertThat(asked.getStartEpochNanos()).isBetween(handler.getStartEpochNanos(), now());
      assertThat(asked.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
      assertThat(texts(asked))
          .containsEntry("gen_ai.provider.name", "openai")
          .containsEntry("gen_ai.request.model", "fake-model")
          .containsEntry("tripgen.outcome", "answered")
          .containsEntry(
              "gen_ai.usage.input_tokens", Long.toString(model.delivered().inputTokens()));
      assertThat(ofTheWorker.getFinishedSpanItems())
          .filteredOn(span -> texts(span).containsKey("tripgen.source"))
          .isNotEmpty()
          .allSatisfy(
              span -> {
                assertThat(span.getTraceId()).isEqualTo(TRACE);
                assertThat(span.getParentSpanId()).isEqualTo(handler.getSpanId());
                assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                assertThat(texts(span)).containsEntry("tripgen.outcome", "failed");
              });
      assertThat(ofTheWorker.getFinishedSpanItems().toString())
          .doesNotContain("sk-traced", "Seoul", "127.0.0.1");
      assertThat(model.calls()).isEqualTo(1);
    }
  }

  private static ModelSettings models(FakeModelServer fake) {
    return new ModelSettings(
        List.of(
            new ModelEndpoint(
                Vendor.OPENAI,
                fake.base(),
                "fake-model",
                Optional.of(new ModelEndpoint.Key("sk-traced")),
                Optional.empty())),
        Duration.ofSeconds(30),
        Duration.ofHours(1),
        0,
        0,
        ModelSettings.OverBudget.FALL_BACK);
  }

  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 1);
  }

  private static Map<String, String> texts(SpanData span) {
    return span.getAttributes().asMap().entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().getKey(), entry -> String.valueOf(entry.getValue())));
  }

  /// Fails with what travellers told in its message.
  private record Failing(JobHandler handler) implements JobHandler {
    @Override
    public JobType type() {
      return handler.type();
    }

    @Override
    public List<String> steps() {
      return handler.steps();
    }

    @Override
    public JobCompletion run(Job job, JobProgress progress) {
      throw new IllegalStateException("not for Kim, aged 34");
    }
  }

  @Test
  void of_a_handler_that_fails_the_span_tells_how_and_not_about_whom() throws Exception {
    try (Server server =
        Server.start(
            new ServerConfig(
                0,
                database.service(),
                Set.of(Role.values()),
                Replica.quick(),
                SourceSettings.NONE,
                GeneratorSettings.PLANNER,
                new MonitoringSettings(Optional.empty(), tracing(ofTheWorker)),
                SecuritySettings.LOOPBACK),
            Failing::new)) {
      server.awaitServing();
      runJob(server, "failing-trip");
    }

    assertThat(ofTheWorker.getFinishedSpanItems())
        .filteredOn(span -> span.getName().equals("run SCHEDULE_GENERATION"))
        .isNotEmpty()
        .allSatisfy(
            span -> {
              assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
              assertThat(texts(span))
                  .containsEntry("error.type", IllegalStateException.class.getName());
            });
    assertThat(ofTheWorker.getFinishedSpanItems().toString()).doesNotContain("Kim");
  }

  @Test
  void what_the_engine_does_for_itself_makes_no_spans() throws Exception {
    try (Server server = start(tracing(ofTheApi), Role.API, Role.WORKER)) {
      runJob(server, "quiet-trip");
    }
    assertThat(ofTheApi.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .contains("JobMapper.insert")
        .doesNotContain("WorkerMapper.renew", "WorkerMapper.alive", "JobMapper.claim");
  }

  @Test
  void without_tracing_nothing_is_intercepted_and_no_trace_is_stored() throws Exception {
    assertThat(Tracing.OFF.calls()).isEmpty();
    assertThat(Tracing.OFF.statements()).isEmpty();
    try (Server server = start(Tracing.OFF, Role.API, Role.WORKER)) {
      runJob(server, "untraced-trip");
    }
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM ai_schema.ai_jobs WHERE traceparent IS NULL")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void spans_are_sent_to_a_collector_over_http() throws Exception {
    try (FakeHttp collector = new FakeHttp(request -> FakeHttp.Answer.json("{}"))) {
      try (Server server =
          start(Tracing.exporting(Optional.of(collector.uri(""))), Role.API, Role.WORKER)) {
        runJob(server, "sent-trip");
      }
      assertThat(collector.requests())
          .isNotEmpty()
          .allSatisfy(
              request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/v1/traces");
              });
      assertThat(collector.requests())
          .anySatisfy(request -> assertThat(request.body()).contains("GenerateSchedule"))
          .anySatisfy(request -> assertThat(request.body()).contains("JobMapper.complete"));
    }
  }
}
