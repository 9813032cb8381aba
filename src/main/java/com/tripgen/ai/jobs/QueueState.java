package com.tripgen.ai.jobs;

/// The jobs of one type that wait.
///
/// @param oldestDueMillis how long the one that has waited longest could have run, 0 when none is
///   due
public record QueueState(String jobType, int jobs, long oldestDueMillis) {}
