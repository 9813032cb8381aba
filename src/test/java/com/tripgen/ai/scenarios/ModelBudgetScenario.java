package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.QuotaFailure;
import com.tripgen.ai.evaluation.FakeModelServer;
import com.tripgen.ai.evaluation.FakeModelServer.Behaviour;
import com.tripgen.ai.models.ModelEndpoint;
import com.tripgen.ai.models.ModelEndpoint.Vendor;
import com.tripgen.ai.models.ModelSettings;
import com.tripgen.ai.server.AccessToken;
import com.tripgen.ai.server.CallLimits;
import com.tripgen.ai.server.GeneratorSettings;
import com.tripgen.ai.server.Scope;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Callers whose tokens for models are few.
class ModelBudgetScenario {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String WEB = AccessToken.newSecret();
  private static final String APP = AccessToken.newSecret();

  /// For one schedule and no second one.
  private static final long CALLER_TOKENS = 20_000;

  @TempDir private Path folder;

  private TestDatabase database;
  private FakeModelServer fake;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create();
    fake = new FakeModelServer(Behaviour.HONEST);
  }

  @AfterEach
  void stop() {
    fake.close();
    database.close();
  }

  @Test
  void the_budget_is_that_of_the_token_whatever_fairness_key_the_caller_names() throws Exception {
    Path tokens = folder.resolve("tokens");
    Files.writeString(tokens, line("web", WEB) + line("app", APP));
    SecuritySettings security =
        new SecuritySettings(
            InetAddress.getLoopbackAddress(),
            Optional.empty(),
            Optional.of(tokens),
            false,
            CallLimits.DEFAULT);
    try (Replica replica = serve(security)) {
      Channel web = with(WEB, replica);
      Channel app = with(APP, replica);
      assertThat(generated(web, "web-1", "first").getStatus())
          .isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      assertRefused(generated(web, "web-2", "second"));
      assertThat(generated(app, "app-1", "first").getStatus())
          .isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      assertThat(callers()).containsExactlyInAnyOrder("web", "app");
    }
  }

  @Test
  void without_tokens_the_budget_is_that_of_the_fairness_key() throws Exception {
    try (Replica replica = serve(SecuritySettings.LOOPBACK)) {
      Channel channel = replica.channel();
      assertThat(generated(channel, "job-1", "first").getStatus())
          .isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      assertRefused(generated(channel, "job-2", "first"));
      assertThat(generated(channel, "job-3", "second").getStatus())
          .isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
      assertThat(callers()).containsExactlyInAnyOrder("first", "second");
    }
  }

  private Replica serve(SecuritySettings security) throws Exception {
    ModelEndpoint endpoint =
        new ModelEndpoint(
            Vendor.ANTHROPIC,
            fake.base(),
            "fake-model",
            Optional.of(new ModelEndpoint.Key("sk-scenario")),
            Optional.empty());
    ModelSettings models =
        new ModelSettings(
            List.of(endpoint),
            Duration.ofSeconds(30),
            Duration.ZERO,
            0,
            CALLER_TOKENS,
            ModelSettings.OverBudget.FAIL);
    return Replica.start(database.service(), new GeneratorSettings(models, true), security);
  }

  private static String line(String name, String secret) {
    return new AccessToken(
                name,
                EnumSet.of(Scope.READ, Scope.WRITE),
                AccessToken.hash(secret),
                Optional.empty())
            .line()
        + "\n";
  }

  private static Channel with(String token, Replica replica) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return ClientInterceptors.intercept(
        replica.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static Job generated(Channel channel, String requestId, String fairnessKey) {
    var _ =
        ScheduleServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .generateSchedule(
                Trips.request(requestId, Trips.seoul("trip-" + requestId))
                    .setFairnessKey(fairnessKey)
                    .build());
    var updates =
        JobServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build());
    WatchJobResponse last = WatchJobResponse.getDefaultInstance();
    while (updates.hasNext()) {
      last = updates.next();
    }
    return last.getJob();
  }

  private static void assertRefused(Job job) throws Exception {
    assertThat(job.getStatus()).isEqualTo(JobStatus.JOB_STATUS_FAILED);
    QuotaFailure quota = null;
    for (var detail : job.getError().getDetailsList()) {
      if (detail.is(QuotaFailure.class)) {
        quota = detail.unpack(QuotaFailure.class);
      }
    }
    assertThat(quota).isNotNull();
    assertThat(quota.getViolations(0).getSubject()).isEqualTo("models/tokens_per_day_and_caller");
  }

  private List<String> callers() throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT array_agg(caller) FROM ai_schema.ai_model_calls")) {
      assertThat(rows.next()).isTrue();
      return List.of((String[]) rows.getArray(1).getArray());
    }
  }
}
