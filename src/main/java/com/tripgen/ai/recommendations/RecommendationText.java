package com.tripgen.ai.recommendations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is written about a place for a profile. Unknown is empty or null.
///
/// @param season when it was written
/// @param model who wrote it
public record RecommendationText(
    String placeName,
    List<String> reasons,
    Tips tips,
    @Nullable Season season,
    @Nullable Company company,
    @Nullable ActivityLevel activityLevel,
    String model) {
  public RecommendationText {
    reasons = List.copyOf(reasons);
  }

  /// Advice for a visit.
  public record Tips(
      String description,
      List<String> events,
      String bestVisitTime,
      String estimatedDuration,
      List<String> photoSpots,
      List<String> practicalTips,
      String weatherTips,
      List<Alternative> alternatives) {
    public Tips {
      events = List.copyOf(events);
      photoSpots = List.copyOf(photoSpots);
      practicalTips = List.copyOf(practicalTips);
      alternatives = List.copyOf(alternatives);
    }
  }

  /// A comparable place nearby.
  ///
  /// @param placeId empty in texts from before ids were kept
  public record Alternative(String placeId, String name, String reason, double kilometres) {}
}
