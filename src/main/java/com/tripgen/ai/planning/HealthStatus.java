package com.tripgen.ai.planning;

/// How much a member can walk and do; later values are weaker.
public enum HealthStatus {
  EXCELLENT,
  GOOD,
  CAUTION,
  LIMITED;

  public boolean weakerThan(HealthStatus other) {
    return compareTo(other) > 0;
  }
}
