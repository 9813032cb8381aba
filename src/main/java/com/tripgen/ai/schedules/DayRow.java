package com.tripgen.ai.schedules;

import org.jspecify.annotations.Nullable;

/// One day of a stored schedule.
///
/// @param content the [DayEntry] as JSON; null when the schedule has no such day
record DayRow(
    String requestId, @Nullable Integer version, int totalDays, @Nullable String content) {}
