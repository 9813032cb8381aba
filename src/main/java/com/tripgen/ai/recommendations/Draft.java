package com.tripgen.ai.recommendations;

import java.time.Instant;
import java.util.UUID;

/// The right to store one text, from before it is written until it is stored, or its place is
/// invalidated.
record Draft(UUID id, Instant startedAt) {}
