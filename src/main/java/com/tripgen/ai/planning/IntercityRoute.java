package com.tripgen.ai.planning;

import org.jspecify.annotations.Nullable;

/// How the party gets from one stay to the next, door to door.
///
/// @param kilometres length of the way
/// @param route the line or flight in the trip's language, when known
public record IntercityRoute(
    TravelMode mode, int minutes, double kilometres, @Nullable String route) {}
