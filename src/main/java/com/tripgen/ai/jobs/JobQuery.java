package com.tripgen.ai.jobs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which jobs a list shows; empty or null does not restrict.
public record JobQuery(
    List<String> jobTypes,
    List<String> statuses,
    @Nullable String tripId,
    @Nullable Instant createdAfter,
    @Nullable Instant createdBefore) {}
