package com.tripgen.ai.planning;

/// What a place offers. The words are those of [Preference], so that the two can match.
public enum PlaceCategory {
  SIGHTSEEING,
  SHOPPING,
  CULTURE,
  NATURE,
  SPORTS,
  REST,
  FOOD
}
