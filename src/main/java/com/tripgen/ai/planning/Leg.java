package com.tripgen.ai.planning;

import org.jspecify.annotations.Nullable;

/// One leg inside a city: from the point before to the stop that carries it. The party arrives
/// exactly when the stay starts, so it leaves at start minus minutes and waits before, not after.
///
/// @param vehicle for `CAR` only
/// @param kilometres 1.3 x great circle
public record Leg(TravelMode mode, @Nullable Vehicle vehicle, int minutes, double kilometres) {}
