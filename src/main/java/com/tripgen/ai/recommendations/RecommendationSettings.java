package com.tripgen.ai.recommendations;

import java.time.Duration;

/// How long writing may take and how much of it there may be.
///
/// @param draftLapse how long others wait for a writer that may have died; longer than writing
///   takes
/// @param mostAtOnce texts that this process writes or waits for at a time
public record RecommendationSettings(Duration draftLapse, int mostAtOnce) {
  public static final RecommendationSettings DEFAULT =
      new RecommendationSettings(Duration.ofSeconds(20), 256);

  public RecommendationSettings {
    if (draftLapse.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("draftLapse must be at least 1 s, is " + draftLapse);
    }
    if (mostAtOnce < 1) {
      throw new IllegalArgumentException("mostAtOnce must be at least 1, is " + mostAtOnce);
    }
  }

  /// For a writer that first asks models, by their deadline.
  public RecommendationSettings afterModels(Duration deadline) {
    return new RecommendationSettings(draftLapse.plus(deadline), mostAtOnce);
  }
}
