package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterators;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.CacheMode;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.InvalidateRecommendationsRequest;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ListRecommendationsRequest;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.Recommendation;
import com.tripgen.ai.v1.RecommendationGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.UserProfile;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.Status.Code;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Recommendations on two replicas that share one database.
class RecommendationScenario {
  private static final String PALACE = "seoul-gyeongbokgung";

  private static TestDatabase database;
  private static Replica first;
  private static Replica second;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    first = Replica.start(database.service());
    second = Replica.start(database.service());
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
    database.close();
  }

  private static UserProfile.Builder profile(HealthStatus health) {
    return UserProfile.newBuilder()
        .setHealthStatus(health)
        .addAges(71)
        .addPreferences(Preference.PREFERENCE_CULTURE)
        .setLanguageCode("en");
  }

  private static GetRecommendationRequest request(
      String placeId, UserProfile.Builder profile, CacheMode mode) {
    return GetRecommendationRequest.newBuilder()
        .setPlace(PlaceReference.newBuilder().setPlaceId(placeId))
        .setUserProfile(profile)
        .setCacheMode(mode)
        .build();
  }

  private static Recommendation get(Replica replica, GetRecommendationRequest request) {
    return replica.recommendations().getRecommendation(request).getRecommendation();
  }

  @Test
  void a_recommendation_is_generated_once_and_then_read_for_a_day() {
    var request =
        request(
            "seoul-changdeokgung",
            profile(HealthStatus.HEALTH_STATUS_GOOD),
            CacheMode.CACHE_MODE_CACHE_FIRST);
    Recommendation made = get(first, request);
    Recommendation read = get(second, request);

    assertThat(made.getFromCache()).isFalse();
    assertThat(made.getReasonsList()).isNotEmpty();
    assertThat(made.getProfileHash()).matches("[0-9a-f]{64}");
    assertThat(made.getExpireTime().getSeconds() - made.getGenerateTime().getSeconds())
        .isBetween(24 * 3600L, 24 * 3600L + 5);
    assertThat(read.getFromCache()).isTrue();
    assertThat(read.toBuilder().setFromCache(false).build()).isEqualTo(made);
  }

  @Test
  void many_callers_on_two_replicas_get_the_one_recommendation_that_is_generated()
      throws Exception {
    var request =
        request(
            "seoul-deoksugung",
            profile(HealthStatus.HEALTH_STATUS_LIMITED),
            CacheMode.CACHE_MODE_CACHE_FIRST);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Recommendation>> calls =
          Stream.of(first, second)
              .<Callable<Recommendation>>map(replica -> () -> get(replica, request))
              .flatMap(call -> Stream.generate(() -> call).limit(25))
              .toList();
      List<Future<Recommendation>> answers = callers.invokeAll(calls);
      Recommendation one = answers.getFirst().get();
      for (Future<Recommendation> answer : answers) {
        assertThat(answer.get().toBuilder().clearFromCache().build())
            .isEqualTo(one.toBuilder().clearFromCache().build());
      }
    }
  }

  @Test
  void profiles_that_differ_in_health_get_different_reasons() {
    Recommendation strong =
        get(
            first,
            request(
                PALACE,
                profile(HealthStatus.HEALTH_STATUS_EXCELLENT),
                CacheMode.CACHE_MODE_CACHE_FIRST));
    Recommendation weak =
        get(
            first,
            request(
                PALACE,
                profile(HealthStatus.HEALTH_STATUS_LIMITED),
                CacheMode.CACHE_MODE_CACHE_FIRST));

    assertThat(strong.getProfileHash()).isNotEqualTo(weak.getProfileHash());
    assertThat(strong.getReasonsList()).isNotEqualTo(weak.getReasonsList());
  }

  @Test
  void invalidating_a_place_forgets_all_its_recommendations() {
    String place = "seoul-changgyeonggung";
    for (HealthStatus health :
        List.of(HealthStatus.HEALTH_STATUS_GOOD, HealthStatus.HEALTH_STATUS_CAUTION)) {
      var _ = get(first, request(place, profile(health), CacheMode.CACHE_MODE_REFRESH));
    }
    assertThat(list(place)).hasSize(2);

    assertThat(
            second
                .recommendations()
                .invalidateRecommendations(
                    InvalidateRecommendationsRequest.newBuilder().setPlaceId(place).build())
                .getCount())
        .isEqualTo(2);

    assertThat(list(place)).isEmpty();
    Refusal refusal =
        Refusal.of(
            () ->
                get(
                    first,
                    request(
                        place,
                        profile(HealthStatus.HEALTH_STATUS_GOOD),
                        CacheMode.CACHE_MODE_CACHE_ONLY)));
    assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(refusal.reason()).isEqualTo("RECOMMENDATION_NOT_FOUND");
  }

  private static List<Recommendation> list(String placeId) {
    return first
        .recommendations()
        .listRecommendations(ListRecommendationsRequest.newBuilder().setPlaceId(placeId).build())
        .getRecommendationsList();
  }

  @Test
  void a_place_that_nobody_knows_is_not_found() {
    Refusal refusal =
        Refusal.of(
            () ->
                get(
                    first,
                    request(
                        "LOC-unknown",
                        profile(HealthStatus.HEALTH_STATUS_GOOD),
                        CacheMode.CACHE_MODE_CACHE_FIRST)));
    assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(refusal.reason()).isEqualTo("PLACE_NOT_FOUND");
  }

  @Test
  void a_recommendation_job_fills_the_cache() {
    var spec =
        RecommendationGenerationSpec.newBuilder()
            .setPlace(PlaceReference.newBuilder().setPlaceId("busan-haeundae-beach"))
            .setUserProfile(profile(HealthStatus.HEALTH_STATUS_GOOD));
    var _ =
        first
            .jobs()
            .submitJob(
                SubmitJobRequest.newBuilder()
                    .setRequestId("recommend-1")
                    .setRecommendationGeneration(spec)
                    .build());
    var end =
        Iterators.getLast(
                second
                    .jobs()
                    .watchJob(WatchJobRequest.newBuilder().setRequestId("recommend-1").build()))
            .getJob();
    assertThat(end.getStatus()).as("%s", end).isEqualTo(JobStatus.JOB_STATUS_COMPLETED);

    Recommendation read =
        get(
            second,
            request(
                "busan-haeundae-beach",
                profile(HealthStatus.HEALTH_STATUS_GOOD),
                CacheMode.CACHE_MODE_CACHE_ONLY));
    assertThat(read.getFromCache()).isTrue();
  }
}
