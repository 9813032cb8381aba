package com.tripgen.ai.jobs;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of work this build knows. A stored job may be of another one, which a newer build
/// runs.
public enum JobType {
  SCHEDULE_GENERATION,
  SCHEDULE_REGENERATION,
  RECOMMENDATION_GENERATION,
  WEATHER_IMPACT_ANALYSIS;

  public static Optional<JobType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
