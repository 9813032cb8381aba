package com.tripgen.ai.planning;

import org.jspecify.annotations.Nullable;

/// What a visit is like.
///
/// @param minutes length of the stay
/// @param stepFree null when unknown
/// @param rating public rating 0..5, null when unknown
public record Visit(
    int minutes,
    Setting setting,
    Effort effort,
    @Nullable Boolean stepFree,
    @Nullable Double rating) {
  public Visit {
    if (minutes < 5 || minutes > 720) {
      throw new IllegalArgumentException("visit minutes must be within 5..720, is " + minutes);
    }
  }
}
