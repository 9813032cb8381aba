package com.tripgen.ai.bench.service;

import com.tripgen.ai.jobs.RequestIds;
import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.GroupType;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.RecommendationGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.UserProfile;

/// The requests that the bench makes.
final class BenchMessages {
  private static final PlaceReference PLACE =
      PlaceReference.newBuilder().setPlaceId("seoul-gyeongbokgung").setCity("Seoul").build();
  private static final UserProfile PROFILE =
      UserProfile.newBuilder()
          .setGroupType(GroupType.GROUP_TYPE_COUPLE)
          .addAges(41)
          .addAges(9)
          .setLanguageCode("en")
          .build();
  private static final SubmitJobRequest SMALL_JOB =
      SubmitJobRequest.newBuilder()
          .setRecommendationGeneration(
              RecommendationGenerationSpec.newBuilder().setPlace(PLACE).setUserProfile(PROFILE))
          .build();

  private BenchMessages() {}

  /// As the service gives them.
  static String newId() {
    return RequestIds.next();
  }

  static SubmitJobRequest smallJob(String requestId) {
    return SMALL_JOB.toBuilder().setRequestId(requestId).build();
  }

  static GetJobRequest getJob(String requestId) {
    return GetJobRequest.newBuilder().setRequestId(requestId).build();
  }

  static GetRecommendationRequest getRecommendation() {
    return GetRecommendationRequest.newBuilder().setPlace(PLACE).setUserProfile(PROFILE).build();
  }
}
