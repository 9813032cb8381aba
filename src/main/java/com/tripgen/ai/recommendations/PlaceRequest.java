package com.tripgen.ai.recommendations;

import com.tripgen.ai.sources.GivenPlace;
import org.jspecify.annotations.Nullable;

/// The place somebody asks about.
///
/// @param city in which to look for alternatives; null for the one around the place
/// @param facts what the caller knows, instead of what the sources know
public record PlaceRequest(String id, @Nullable String city, @Nullable GivenPlace facts) {}
