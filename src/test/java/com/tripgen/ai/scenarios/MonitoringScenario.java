package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

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
import com.tripgen.ai.models.TokenPrice;
import com.tripgen.ai.server.GeneratorSettings;
import com.tripgen.ai.server.MonitoringSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.sources.SourceSettings;
import com.tripgen.ai.sources.SourceSettings.LocationApi;
import com.tripgen.ai.support.FakeHttp;
import com.tripgen.ai.support.Outage;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CacheMode;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.RecommendationServiceGrpc;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.UserProfile;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is seen of a server from outside: health and metrics over HTTP.
class MonitoringScenario {
  private static final Pattern METRIC =
      Pattern.compile("\\b(tripgen|grpc|hikaricp|jvm|process)_[a-z0-9_]+\\b");
  private static final String FAILING = "failing-trip";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestDatabase database;
  private static FakeModelServer model;
  private static FakeHttp location;
  private static Server server;
  private static ManagedChannel channel;

  /// Fails each first attempt of one job, so that there is something to count.
  private record FailingOnce(JobHandler handler) implements JobHandler {
    @Override
    public JobType type() {
      return handler.type();
    }

    @Override
    public List<String> steps() {
      return handler.steps();
    }

    @Override
    public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
      if (job.requestId().equals(FAILING) && job.attempt() == 1) {
        throw new IllegalStateException("on purpose");
      }
      return handler.run(job, progress);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    model = new FakeModelServer(Behaviour.HONEST);
    location = new FakeHttp(request -> new FakeHttp.Answer(500, "away"));
    server =
        Server.start(
            new ServerConfig(
                0,
                database.service(),
                Set.of(Role.values()),
                Replica.quick(),
                new SourceSettings(
                    Optional.of(
                        new LocationApi(location.uri("/api/v1/locations"), Duration.ofSeconds(5))),
                    Optional.empty()),
                new GeneratorSettings(models(), true),
                MonitoringSettings.onPort(0),
                SecuritySettings.LOOPBACK),
            FailingOnce::new);
    server.awaitServing();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    runJob("first-trip");
    runJob(FAILING);
    askForRecommendation();
    askForRecommendation();
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
    server.close();
    location.close();
    model.close();
    database.close();
  }

  private static ModelSettings models() {
    return new ModelSettings(
        List.of(
            new ModelEndpoint(
                Vendor.OPENAI,
                model.base(),
                "fake-model",
                Optional.of(new ModelEndpoint.Key("sk-metrics")),
                Optional.of(new TokenPrice(BigDecimal.ONE, BigDecimal.TWO)))),
        Duration.ofSeconds(30),
        Duration.ofHours(1),
        0,
        0,
        ModelSettings.OverBudget.FALL_BACK);
  }

  private static void runJob(String requestId) {
    var schedules =
        ScheduleServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    var _ = schedules.generateSchedule(Trips.request(requestId, Trips.seoul(requestId)).build());
    var watch =
        JobServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(60, TimeUnit.SECONDS)
            .watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build());
    JobStatus last = JobStatus.JOB_STATUS_UNSPECIFIED;
    while (watch.hasNext()) {
      var message = watch.next();
      if (message.hasJob()) {
        last = message.getJob().getStatus();
      }
    }
    assertThat(last).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
  }

  private static void askForRecommendation() {
    var _ =
        RecommendationServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .getRecommendation(
                GetRecommendationRequest.newBuilder()
                    .setPlace(PlaceReference.newBuilder().setPlaceId("seoul-gyeongbokgung"))
                    .setUserProfile(
                        UserProfile.newBuilder()
                            .setHealthStatus(HealthStatus.HEALTH_STATUS_GOOD)
                            .addAges(40)
                            .setLanguageCode("en"))
                    .setCacheMode(CacheMode.CACHE_MODE_CACHE_FIRST)
                    .build());
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.httpAddress().orElseThrow().getPort() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  /// The values of all series whose name and labels contain every one of the texts, added up.
  private static double sum(String metric, String... labels) throws Exception {
    return series()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .filter(line -> Stream.of(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Stream<String> series() throws Exception {
    return get("/metrics").body().lines().filter(line -> !line.startsWith("#"));
  }

  @Test
  void the_paths_are_health_and_metrics_and_nothing_else() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(get("/health/livee").statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(send(request("/metrics").POST(BodyPublishers.noBody()).build()).statusCode())
        .isEqualTo(405);
    HttpResponse<String> head =
        send(request("/health/ready").method("HEAD", BodyPublishers.noBody()).build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void a_database_that_is_away_makes_a_server_unready_and_not_dead() throws Exception {
    try (Outage _ = Outage.of(database)) {
      eventually(
          () -> {
            HttpResponse<String> ready = get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).startsWith("not serving: ");
          });
      assertThat(get("/health/live").statusCode()).isEqualTo(200);
      assertThat(sum("tripgen_ready")).isZero();
    }
    eventually(() -> assertThat(get("/health/ready").statusCode()).isEqualTo(200));
    assertThat(sum("tripgen_ready")).isEqualTo(1);
  }

  @Test
  void health_does_not_wait_behind_calls_that_compute() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch busy = new CountDownLatch(processors);
    List<Thread> computing =
        IntStream.range(0, processors)
            .mapToObj(
                _ ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              busy.countDown();
                              while (!done.get()) {
                                Thread.onSpinWait();
                              }
                            }))
            .toList();
    try {
      busy.await();
      assertThat(get("/health/live").statusCode()).isEqualTo(200);
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
    } finally {
      done.set(true);
    }
    for (Thread thread : computing) {
      thread.join();
    }
  }

  @Test
  void jobs_are_counted_by_type_and_outcome() throws Exception {
    String type = "job_type=\"SCHEDULE_GENERATION\"";
    assertThat(sum("tripgen_jobs_submitted_total", type)).isEqualTo(2);
    assertThat(sum("tripgen_job_attempt_seconds_count", type, "outcome=\"completed\""))
        .isEqualTo(2);
    assertThat(sum("tripgen_job_attempt_seconds_count", type, "outcome=\"retried\"")).isEqualTo(1);
    assertThat(sum("tripgen_job_wait_seconds_count", type)).isEqualTo(3);
    assertThat(sum("tripgen_jobs_finished_total", type, "status=\"completed\"")).isEqualTo(2);
    assertThat(sum("tripgen_job_step_seconds_count", type, "step=\"planning_days\"")).isEqualTo(2);
    assertThat(sum("tripgen_job_step_seconds_sum", type, "step=\"planning_days\"")).isPositive();
  }

  @Test
  void the_queues_are_looked_at_by_the_worker_that_lives() throws Exception {
    eventually(
        () -> {
          assertThat(series().filter(line -> line.startsWith("tripgen_queue_jobs{"))).hasSize(4);
          assertThat(sum("tripgen_queue_jobs")).isZero();
          assertThat(sum("tripgen_queue_oldest_due_seconds")).isZero();
        });
  }

  @Test
  void calls_are_counted_by_method_and_code() throws Exception {
    String method = "method=\"GenerateSchedule\"";
    assertThat(sum("grpc_server_processing_duration_seconds_count", method, "statusCode=\"OK\""))
        .isEqualTo(2);
    assertThat(sum("grpc_server_processing_duration_seconds_bucket", method, "le=\"30.0\""))
        .isEqualTo(2);
  }

  @Test
  void watch_lag_is_measured_for_changes_made_while_the_stream_is_open() throws Exception {
    assertThat(sum("tripgen_watch_lag_seconds_count")).isPositive();
    assertThat(sum("tripgen_watch_lag_seconds_sum") / sum("tripgen_watch_lag_seconds_count"))
        .isLessThan(5);
    assertThat(sum("tripgen_watches_open")).isZero();
  }

  @Test
  void stored_recommendations_are_told_from_new_ones() throws Exception {
    assertThat(sum("tripgen_recommendation_lookups_total", "result=\"miss\"")).isEqualTo(1);
    assertThat(sum("tripgen_recommendation_lookups_total", "result=\"hit\"")).isEqualTo(1);
  }

  @Test
  void calls_to_models_and_sources_are_counted_with_what_they_cost() throws Exception {
    String asked = "model=\"fake-model\"";
    assertThat(sum("tripgen_model_call_seconds_count", asked, "result=\"answered\""))
        .isEqualTo(model.calls());
    assertThat(sum("tripgen_model_tokens_total", asked, "kind=\"input\""))
        .isEqualTo((double) model.delivered().inputTokens());
    assertThat(sum("tripgen_model_cost_total", asked)).isPositive();
    assertThat(
            sum(
                "tripgen_source_call_seconds_count",
                "source=\"the Location service\"",
                "outcome=\"failed\""))
        .isPositive();
  }

  @Test
  void no_label_holds_what_a_caller_chose() throws Exception {
    assertThat(get("/metrics").body())
        .doesNotContain(FAILING, "first-trip", "gyeongbokgung", "sk-metrics");
  }

  @Test
  void every_metric_of_the_alerts_and_the_dashboard_is_exported() throws Exception {
    Set<String> exported =
        series().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    String alerts = Files.readString(Path.of("docker/prometheus/alerts.yaml"));
    JsonNode dashboard =
        JsonMapper.shared()
            .readTree(Files.readString(Path.of("docker/grafana/dashboards/tripgen.json")));

    Set<String> named = metrics(alerts);
    dashboard.findValues("expr").forEach(expr -> named.addAll(metrics(expr.stringValue())));

    assertThat(named).hasSizeGreaterThan(15);
    assertThat(exported).containsAll(named);
  }

  @Test
  void every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not() throws Exception {
    String alerts = Files.readString(Path.of("docker/prometheus/alerts.yaml"));
    String cases = Files.readString(Path.of("docker/prometheus/alerts-test.yaml"));
    Set<String> named = matches("- alert: (\\w+)", alerts);

    assertThat(named).hasSizeGreaterThan(10);
    assertThat(matches("alertname: (\\w+)\\s+exp_alerts:\\s+-", cases)).isEqualTo(named);
    assertThat(matches("alertname: (\\w+)\\s+exp_alerts: \\[]", cases)).isEqualTo(named);
  }

  private static Set<String> matches(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> metrics(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(result -> result.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
