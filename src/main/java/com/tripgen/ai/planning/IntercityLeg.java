package com.tripgen.ai.planning;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// The way from the previous stay, in the day of change. It may end after midnight.
public record IntercityLeg(
    String from,
    String to,
    TravelMode mode,
    LocalTime start,
    int minutes,
    double kilometres,
    @Nullable String route) {}
