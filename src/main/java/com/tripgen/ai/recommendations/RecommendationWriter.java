package com.tripgen.ai.recommendations;

import com.tripgen.ai.models.Asker;
import com.tripgen.ai.models.ModelStage;

/// Writes recommendations. May take seconds and is never called within a transaction.
public interface RecommendationWriter {
  /// Writes one text.
  ///
  /// @param asker on whose account it is written
  /// @param stages is told what models are asked
  WrittenText write(
      PlaceRecord record, TravellerProfile profile, Asker asker, ModelStage.Listener stages);
}
