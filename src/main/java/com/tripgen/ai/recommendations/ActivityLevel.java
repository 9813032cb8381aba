package com.tripgen.ai.recommendations;

/// How active a visit is meant.
public enum ActivityLevel {
  LOW,
  MODERATE,
  HIGH
}
