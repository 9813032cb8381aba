package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.HintChannel;
import com.tripgen.ai.database.HintSettings;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobLimits;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobQueue;
import com.tripgen.ai.jobs.JobSignals;
import com.tripgen.ai.jobs.NewJob;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ErrorReason;
import com.tripgen.ai.v1.GroupType;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.RecommendationGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecommendationHandlerTest {
  private static final String PLACE_ID = "seoul-gyeongbokgung";

  private final TestDatabase testDatabase = TestDatabase.create();
  private final Database database = new Database(testDatabase.service(), PoolSettings.DEFAULT);
  private final HintChannel hints = HintChannel.open(testDatabase.service(), HintSettings.DEFAULT);
  private final JobQueue queue =
      new JobQueue(
          database,
          new JobSignals(hints),
          Map.of(),
          JobLimits.DEFAULT,
          () -> UUID.randomUUID().toString());
  private final Recommendations recommendations =
      new Recommendations(
          database, Fixture.PLACES, new BuiltinRecommender(), RecommendationSettings.DEFAULT);
  private final RecommendationHandler handler = new RecommendationHandler(recommendations, false);
  private final RecordedProgress progress = new RecordedProgress();

  @AfterEach
  void close() {
    hints.close();
    database.close();
    testDatabase.close();
  }

  @Test
  void the_payload_is_the_spec_with_short_names_of_enumeration_values() {
    assertThat(submitted(PLACE_ID).payload())
        .satisfies(
            payload ->
                assertThat(JsonMapper.shared().readTree(payload))
                    .isEqualTo(
                        JsonMapper.shared()
                            .readTree(
                                """
                                {
                                  "place": {"place_id": "seoul-gyeongbokgung"},
                                  "user_profile": {
                                    "group_type": "COUPLE",
                                    "ages": [66, 68],
                                    "health_status": "CAUTION",
                                    "preferences": ["CULTURE"]
                                  }
                                }
                                """)));
  }

  @Test
  void the_text_is_stored_with_the_completion_and_then_found_by_callers() {
    Job job = submitted(PLACE_ID);

    JobCompletion completion = handler.run(job, progress);

    var asked = RecommendationMessages.asked(job);
    assertThat(recommendations.list(PLACE_ID, Long.MAX_VALUE, 10)).isEmpty();
    store(job, completion);
    var answer = recommendations.get(asked.place(), asked.profile(), CacheMode.CACHE_ONLY);
    JsonNode result = JsonMapper.shared().readTree(completion.result());
    assertThat(result.propertyNames())
        .containsExactly("place_id", "profile_hash", "ai_model", "generated_at");
    assertThat(result.path("place_id").stringValue()).isEqualTo(PLACE_ID);
    assertThat(result.path("profile_hash").stringValue()).isEqualTo(answer.stored().profileHash());
    assertThat(result.path("ai_model").stringValue()).isEqualTo("builtin-recommender/1");
    assertThat(result.path("generated_at").stringValue())
        .isEqualTo(answer.stored().generatedAt().toString());
  }

  @Test
  void a_stored_text_is_replaced() {
    Job job = submitted(PLACE_ID);
    var asked = RecommendationMessages.asked(job);
    var old = recommendations.get(asked.place(), asked.profile(), CacheMode.CACHE_FIRST).stored();

    store(job, handler.run(job, progress));

    assertThat(recommendations.list(PLACE_ID, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(it -> assertThat(it.generatedAt()).isAfter(old.generatedAt()));
  }

  @Test
  void a_place_invalidated_before_the_completion_gets_no_row() {
    Job job = submitted(PLACE_ID);
    JobCompletion completion = handler.run(job, progress);

    recommendations.invalidate(PLACE_ID);
    store(job, completion);

    assertThat(recommendations.list(PLACE_ID, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void the_draft_of_a_job_that_never_completes_makes_nobody_wait() {
    Job job = submitted(PLACE_ID);
    handler.run(job, progress);
    var asked = RecommendationMessages.asked(job);

    assertThat(
            recommendations.get(asked.place(), asked.profile(), CacheMode.CACHE_FIRST).fromCache())
        .isFalse();
  }

  @Test
  void progress_goes_through_the_steps_in_order() {
    handler.run(submitted(PLACE_ID), progress);

    assertThat(progress.steps).isEqualTo(handler.steps());
    assertThat(progress.percents).isSorted();
  }

  @Test
  void a_place_that_nobody_knows_is_the_jobs_error() {
    assertThatThrownBy(() -> handler.run(submitted("LOC-404"), progress))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_PLACE_NOT_FOUND));
  }

  private Job submitted(String placeId) {
    var spec =
        RecommendationGenerationSpec.newBuilder()
            .setPlace(PlaceReference.newBuilder().setPlaceId(placeId))
            .setUserProfile(
                UserProfile.newBuilder()
                    .setGroupType(GroupType.GROUP_TYPE_COUPLE)
                    .addAges(66)
                    .addAges(68)
                    .setHealthStatus(HealthStatus.HEALTH_STATUS_CAUTION)
                    .addPreferences(com.tripgen.ai.v1.Preference.PREFERENCE_CULTURE))
            .build();
    NewJob job =
        RecommendationMessages.newJob(
            SubmitJobRequest.newBuilder().setRecommendationGeneration(spec).build(),
            "",
            NewJob.Options.DEFAULT);
    return queue.get(queue.submit(job).job().requestId());
  }

  private void store(Job job, JobCompletion completion) {
    database.transaction(
        session -> {
          completion.rows().store(session, job);
          return job;
        });
  }

  private static final class RecordedProgress implements JobProgress {
    private final List<Integer> percents = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    @Override
    public void report(int percent, String step) {
      percents.add(percent);
      steps.add(step);
    }

    @Override
    public boolean stopped() {
      return false;
    }
  }
}
