package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.JobStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A schedule as it is stored.
///
/// @param version null until completed
/// @param expired its time is over, on the database's clock
/// @param expireTime null when pinned and until completed
/// @param content the [ScheduleDocument] as JSON; null in outlines and until completed
record ScheduleRow(
    long id,
    String requestId,
    String tripId,
    JobStatus status,
    @Nullable Integer version,
    @Nullable Instant generatedAt,
    Instant createdAt,
    Instant updatedAt,
    boolean pinned,
    boolean expired,
    @Nullable Instant expireTime,
    @Nullable String content) {}
