package com.tripgen.ai.server;

import com.tripgen.ai.models.ModelSettings;

/// What makes schedules.
///
/// @param hybrid the models, if any, have their part in schedules whose request does not say how
public record GeneratorSettings(ModelSettings models, boolean hybrid) {
  /// The embedded planner alone.
  public static final GeneratorSettings PLANNER = new GeneratorSettings(ModelSettings.NONE, false);
}
