package com.tripgen.ai.recommendations;

import com.tripgen.ai.models.ModelAccount;
import java.time.Instant;
import java.util.Optional;

/// A row of `ai_recommendations`.
///
/// @param recommendationData JSON, see [RecommendationJson]
/// @param generatedAt when writing began; of two texts the one begun later stays
record StoredRecommendation(
    long id,
    String placeId,
    String profileHash,
    String recommendationData,
    Instant generatedAt,
    Instant expiredAt) {

  RecommendationText text() {
    return RecommendationJson.read(recommendationData);
  }

  Optional<ModelAccount> account() {
    return RecommendationJson.readAccount(recommendationData);
  }
}
