package com.tripgen.ai.planning;

import java.util.Locale;

/// The hard constraints: a stored plan violates none. [#label()] is the stable public name.
public enum Constraint {
  KNOWN_PLACE,
  NO_REPEAT,
  DATE_COMPLETE,
  OPEN_HOURS,
  TRANSFER_POSSIBLE,
  WALK_SHORT,
  HEALTH_PACE,
  DAY_WINDOW,
  MEALS,
  MUST_VISIT,
  EXCLUDED,
  WEATHER_SAFE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
