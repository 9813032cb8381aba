package com.tripgen.ai.schedules;

import org.jspecify.annotations.Nullable;

/// What a model wrote about a stop; null where it wrote nothing that may be shown.
record StopText(@Nullable String reason, @Nullable String tip) {}
