package com.tripgen.ai.planning;

import org.jspecify.annotations.Nullable;

/// One broken constraint.
///
/// @param day the day's number from 1, or 0 when the whole trip is meant
/// @param placeId the place concerned, if it is one
public record Violation(
    Constraint constraint, int day, @Nullable String placeId, String explanation) {}
