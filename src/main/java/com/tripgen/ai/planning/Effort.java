package com.tripgen.ai.planning;

/// What a visit asks of the body.
public enum Effort {
  LIGHT,
  MODERATE,
  STRENUOUS
}
