package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Wish;
import org.jspecify.annotations.Nullable;

/// A place that the request brings along.
///
/// @param destination name of the destination it belongs to; null for the nearest one
public record GivenPlace(
    String id,
    String name,
    PlaceCategory category,
    Coordinates coordinates,
    @Nullable String destination,
    Opening opening,
    VisitFacts visit,
    PlaceDetails details,
    Wish wish) {

  /// What the request tells of a visit; what is null takes its value from [CandidateDefaults].
  public record VisitFacts(
      @Nullable Integer minutes,
      @Nullable Setting setting,
      @Nullable Effort effort,
      @Nullable Boolean stepFree,
      @Nullable Double rating) {
    public static final VisitFacts UNKNOWN = new VisitFacts(null, null, null, null, null);
  }
}
