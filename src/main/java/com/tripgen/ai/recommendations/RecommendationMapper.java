package com.tripgen.ai.recommendations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/// The rows of `ai_recommendations` and the drafts of those to come. Expired rows are never read.
interface RecommendationMapper {
  /// The texts for some profiles, each at its own place.
  List<StoredRecommendation> find(
      @Param("placeIds") List<String> placeIds, @Param("profileHashes") List<String> profileHashes);

  /// Of the same texts.
  List<StoredVersion> versions(
      @Param("placeIds") List<String> placeIds, @Param("profileHashes") List<String> profileHashes);

  List<StoredRecommendation> list(
      @Param("placeId") String placeId,
      @Param("beforeId") long beforeId,
      @Param("limit") int limit);

  /// The one draft of a text that everybody waits for, unless somebody holds it.
  Optional<Draft> beginShared(
      @Param("draftId") UUID draftId,
      @Param("placeId") String placeId,
      @Param("profileHash") String profileHash,
      @Param("lapse") Duration lapse);

  /// A draft beside all others.
  Draft begin(
      @Param("draftId") UUID draftId,
      @Param("placeId") String placeId,
      @Param("profileHash") String profileHash,
      @Param("lapse") Duration lapse);

  int abandon(@Param("draftId") UUID draftId);

  /// Empty when the place was invalidated, or a text begun later is stored already.
  Optional<StoredRecommendation> store(@Param("draftId") UUID draftId, @Param("data") String data);

  int abandonAll(@Param("placeId") String placeId);

  /// Deletes all of a place, and answers how many of them had not expired.
  int delete(@Param("placeId") String placeId);
}
