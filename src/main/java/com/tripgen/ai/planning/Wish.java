package com.tripgen.ai.planning;

/// What the traveller decided about a candidate.
public enum Wish {
  NONE,
  MUST_VISIT,
  EXCLUDED
}
