package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Values;
import com.tripgen.ai.evaluation.FakeModelServer;
import com.tripgen.ai.evaluation.FakeModelServer.Behaviour;
import com.tripgen.ai.models.ModelEndpoint;
import com.tripgen.ai.models.ModelEndpoint.Vendor;
import com.tripgen.ai.models.ModelSettings;
import com.tripgen.ai.models.TokenPrice;
import com.tripgen.ai.models.Usage;
import com.tripgen.ai.server.GeneratorSettings;
import com.tripgen.ai.support.Eventually;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CancelJobRequest;
import com.tripgen.ai.v1.Generator;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.GroupType;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobStep;
import com.tripgen.ai.v1.ModelCall;
import com.tripgen.ai.v1.ModelPath;
import com.tripgen.ai.v1.ModelUse;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.Recommendation;
import com.tripgen.ai.v1.RecommendationGenerationSpec;
import com.tripgen.ai.v1.ScheduleMetadata;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.UserProfile;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Callers of a server that has a language model.
class ModelScenario {
  private static final TokenPrice PRICE =
      new TokenPrice(new BigDecimal("0.15"), new BigDecimal("0.60"));

  private static final PlaceReference PALACE =
      PlaceReference.newBuilder().setPlaceId("seoul-gyeongbokgung").build();
  private static final UserProfile COUPLE =
      UserProfile.newBuilder().setGroupType(GroupType.GROUP_TYPE_COUPLE).build();

  private TestDatabase database;
  private FakeModelServer fake;
  private Replica replica;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create();
    fake = new FakeModelServer(Behaviour.HONEST);
    ModelEndpoint endpoint =
        new ModelEndpoint(
            Vendor.OPENAI,
            fake.base(),
            "fake-model",
            Optional.of(new ModelEndpoint.Key("sk-scenario")),
            Optional.of(PRICE));
    ModelSettings models =
        new ModelSettings(
            List.of(endpoint),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            0,
            0,
            ModelSettings.OverBudget.FALL_BACK);
    replica = Replica.start(database.service(), new GeneratorSettings(models, true));
  }

  @AfterEach
  void stop() {
    replica.close();
    fake.close();
    database.close();
  }

  @Test
  void the_steps_of_the_job_and_the_metadata_tell_the_part_of_the_model() throws Exception {
    fake.behave(Behaviour.REPAIRABLE);
    Job end = generated("model-1", "trip-1");
    assertThat(end.getStatus()).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);
    assertThat(end.getStepsList())
        .extracting(JobStep::getName)
        .containsSubsequence(
            "collecting_places",
            "asking_model",
            "reading_model_answer",
            "repairing_model_answer",
            "planning_days");
    assertThat(end.getResult().getFieldsOrThrow("model").getStructValue().getFieldsMap())
        .containsKeys("path", "calls", "input_tokens", "output_tokens", "cost");

    ScheduleMetadata metadata = metadata("model-1");
    ModelUse use = metadata.getModelUse();
    assertThat(metadata.getAiModel()).isEqualTo("fake-model+builtin-planner/1");
    assertThat(use.getPath()).isEqualTo(ModelPath.MODEL_PATH_REPAIRED);
    assertThat(use.getCallsList())
        .extracting(it -> it.getResult())
        .containsExactly("INVALID", "ANSWERED");
    assertThat(new Usage(use.getInputTokens(), use.getOutputTokens())).isEqualTo(fake.delivered());
    assertThat(new BigDecimal(use.getCost())).isEqualByComparingTo(PRICE.of(fake.delivered()));
    assertThat(use.getCostKnown()).isTrue();
    assertThat(storedCost("model-1")).isEqualByComparingTo(use.getCost());
  }

  @Test
  void the_same_trip_is_not_asked_about_twice() {
    var _ = generated("model-2", "trip-2");
    var _ = generated("model-3", "trip-3");
    assertThat(metadata("model-3").getModelUse().getPath()).isEqualTo(ModelPath.MODEL_PATH_CACHED);
    assertThat(fake.calls()).isEqualTo(1);
  }

  @Test
  void a_request_for_the_planner_asks_no_model() {
    var _ =
        replica
            .schedules()
            .generateSchedule(
                Trips.request("model-4", Trips.seoul("trip-4"))
                    .setGenerator(Generator.GENERATOR_PLANNER)
                    .build());
    var _ = end("model-4");
    assertThat(metadata("model-4").hasModelUse()).isFalse();
    assertThat(metadata("model-4").getAiModel()).isEqualTo("builtin-planner/1");
    assertThat(fake.calls()).isZero();
  }

  @Test
  void cancelling_ends_the_call_within_a_second() throws Exception {
    fake.behave(Behaviour.DRIPS);
    var _ =
        replica
            .schedules()
            .generateSchedule(Trips.request("model-5", Trips.seoul("trip-5")).build());
    Eventually.eventually(() -> assertThat(fake.calls()).isEqualTo(1));
    var _ = replica.jobs().cancelJob(CancelJobRequest.newBuilder().setRequestId("model-5").build());
    Eventually.eventually(Duration.ofSeconds(1), () -> assertThat(fake.abandoned()).isEqualTo(1));
    assertThat(end("model-5").getStatus()).isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
  }

  @Test
  void cancelling_a_recommendation_ends_its_call_within_a_second() throws Exception {
    fake.behave(Behaviour.HANGS);
    var _ =
        replica
            .jobs()
            .submitJob(
                SubmitJobRequest.newBuilder()
                    .setRequestId("model-7")
                    .setRecommendationGeneration(
                        RecommendationGenerationSpec.newBuilder()
                            .setPlace(PALACE)
                            .setUserProfile(COUPLE))
                    .build());
    Eventually.eventually(() -> assertThat(fake.calls()).isEqualTo(1));
    var _ = replica.jobs().cancelJob(CancelJobRequest.newBuilder().setRequestId("model-7").build());
    Eventually.eventually(Duration.ofSeconds(1), () -> assertThat(fake.abandoned()).isEqualTo(1));
    assertThat(end("model-7").getStatus()).isEqualTo(JobStatus.JOB_STATUS_CANCELLED);
    assertThat(fake.calls()).isEqualTo(1);
  }

  @Test
  void a_recommendation_tells_the_part_of_the_model_and_so_does_its_job() {
    var written = recommendation();
    ModelUse use = written.getModelUse();
    assertThat(written.getAiModel()).startsWith("fake-model+");
    assertThat(use.getPath()).isEqualTo(ModelPath.MODEL_PATH_ANSWERED);
    assertThat(use.getModel()).isEqualTo("fake-model");
    assertThat(use.getCallsList()).extracting(ModelCall::getResult).containsExactly("ANSWERED");
    assertThat(new Usage(use.getInputTokens(), use.getOutputTokens())).isEqualTo(fake.delivered());
    assertThat(new BigDecimal(use.getCost())).isEqualByComparingTo(PRICE.of(fake.delivered()));
    assertThat(recommendation().getModelUse()).isEqualTo(use);
    assertThat(fake.calls()).isEqualTo(1);

    fake.behave(Behaviour.REPAIRABLE);
    var _ =
        replica
            .jobs()
            .submitJob(
                SubmitJobRequest.newBuilder()
                    .setRequestId("model-6")
                    .setRecommendationGeneration(
                        RecommendationGenerationSpec.newBuilder()
                            .setPlace(PALACE)
                            .setUserProfile(COUPLE.toBuilder().addAges(5)))
                    .build());
    Job end = end("model-6");
    assertThat(end.getStepsList())
        .extracting(JobStep::getName)
        .containsExactly(
            "collecting_facts",
            "writing_recommendation",
            "asking_model",
            "reading_model_answer",
            "repairing_model_answer",
            "storing_recommendation");
    assertThat(end.getResult().getFieldsOrThrow("model").getStructValue().getFieldsMap())
        .containsEntry("path", Values.of("REPAIRED"))
        .containsKeys("calls", "input_tokens", "output_tokens", "cost", "cost_known");
  }

  private Recommendation recommendation() {
    return replica
        .recommendations()
        .getRecommendation(
            GetRecommendationRequest.newBuilder().setPlace(PALACE).setUserProfile(COUPLE).build())
        .getRecommendation();
  }

  private Job generated(String requestId, String tripId) {
    var _ =
        replica.schedules().generateSchedule(Trips.request(requestId, Trips.seoul(tripId)).build());
    return end(requestId);
  }

  private Job end(String requestId) {
    WatchJobResponse last = WatchJobResponse.getDefaultInstance();
    var updates =
        replica.jobs().watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build());
    while (updates.hasNext()) {
      last = updates.next();
    }
    return last.getJob();
  }

  private ScheduleMetadata metadata(String requestId) {
    return replica
        .schedules()
        .getSchedule(GetScheduleRequest.newBuilder().setRequestId(requestId).build())
        .getSchedule()
        .getMetadata();
  }

  private BigDecimal storedCost(String requestId) throws Exception {
    try (var connection = database.connect();
        var statement =
            connection.prepareStatement(
                "SELECT sum(cost) FROM ai_schema.ai_model_calls WHERE request_id = ?")) {
      statement.setString(1, requestId);
      try (var row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getBigDecimal(1);
      }
    }
  }
}
