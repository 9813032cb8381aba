package com.tripgen.ai.schedules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the result of a schedule job says; the schedule itself is read elsewhere.
record ScheduleSummary(
    String requestId,
    String tripId,
    int totalDays,
    int totalPlaces,
    String aiModel,
    @Nullable Instant generatedAt,
    long generationTimeMs,
    @Nullable ModelPart model) {

  static ScheduleSummary of(String requestId, ScheduleDocument document) {
    ScheduleDocument.Metadata metadata = document.metadata();
    return new ScheduleSummary(
        requestId,
        document.tripId(),
        metadata.totalDays(),
        metadata.totalPlaces(),
        metadata.aiModel(),
        metadata.generatedAt(),
        metadata.generationTimeMs(),
        metadata.model());
  }
}
