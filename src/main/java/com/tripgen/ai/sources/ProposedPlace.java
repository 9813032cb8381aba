package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Setting;

/// A place that somebody believes to exist.
public record ProposedPlace(
    String name,
    PlaceCategory category,
    Coordinates coordinates,
    Setting setting,
    Effort effort,
    int visitMinutes) {}
