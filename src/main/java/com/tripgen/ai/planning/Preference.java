package com.tripgen.ai.planning;

/// What a member of the party likes to do.
public enum Preference {
  SIGHTSEEING,
  SHOPPING,
  CULTURE,
  NATURE,
  SPORTS,
  REST,
  FOOD;

  public boolean matches(PlaceCategory category) {
    return name().equals(category.name());
  }
}
