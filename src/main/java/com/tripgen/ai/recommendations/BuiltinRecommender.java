package com.tripgen.ai.recommendations;

import com.tripgen.ai.models.Asker;
import com.tripgen.ai.models.ModelStage;
import com.tripgen.ai.models.ModelUse;

/// Writes what the record of a place and the profile support, and nothing else. The same record and
/// profile give the same text.
public final class BuiltinRecommender implements RecommendationWriter {
  static final String NAME = "builtin-recommender/1";

  @Override
  public WrittenText write(
      PlaceRecord record, TravellerProfile profile, Asker asker, ModelStage.Listener stages) {
    return new WrittenText(write(record, profile), ModelUse.NONE);
  }

  RecommendationText write(PlaceRecord record, TravellerProfile profile) {
    return new RecommendationText(
        record.place().name(),
        Reasons.of(record, profile),
        Advice.of(record, profile),
        record.season().orElse(null),
        profile.company(),
        profile.activityLevel(),
        NAME);
  }
}
