package com.tripgen.ai.schedules;

import org.jspecify.annotations.Nullable;

/// The newest schedule of a trip, as far as it decides whether it can be made again.
///
/// @param hasInput what it was made from is stored
record RegenerationBase(
    String requestId, @Nullable Integer version, int totalDays, boolean hasInput) {}
