package com.tripgen.ai.planning;

/// A change of the request that makes an infeasible trip feasible.
///
/// @param field path in the request, such as `trip.daily_end_time`
public record Relaxation(String field, String from, String to) {}
