package com.tripgen.ai.planning;

/// What a stop is for. Only sights count for the pace.
public enum StopKind {
  SIGHT,
  MEAL
}
