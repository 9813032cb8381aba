package com.tripgen.ai.jobs;

import java.time.Duration;

/// How watches behave.
///
/// @param reread how often watched jobs are looked at without being told; bounds the delay when
///   hints are lost
/// @param maxAge how long a stream may live; each ends at a random age between half of it and it,
///   so that watchers do not come back all at once
public record WatchSettings(Duration reread, Duration maxAge) {}
