package com.tripgen.ai.recommendations;

/// Writes recommendations. May take seconds and is never called within a transaction.
public interface RecommendationWriter {
  RecommendationText write(PlaceRecord record, TravellerProfile profile);
}
