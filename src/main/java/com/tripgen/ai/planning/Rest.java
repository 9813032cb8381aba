package com.tripgen.ai.planning;

import java.time.LocalTime;

/// A rest within a sight's stay or right after any stay, at that place.
///
/// @param verified whether the place has a known rest point
public record Rest(LocalTime start, int minutes, String placeId, boolean verified) {}
