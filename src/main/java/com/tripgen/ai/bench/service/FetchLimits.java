package com.tripgen.ai.bench.service;

import java.util.List;

/// How far ahead db-scheduler fetches, as fractions of its threads.
///
/// @param lower fewer than these left, and it fetches again
/// @param upper up to these
record FetchLimits(double lower, double upper) {
  /// What it has when nothing is set.
  static final FetchLimits USUAL = new FetchLimits(0.5, 1);

  /// What its documentation names for that.
  static final FetchLimits HIGH_THROUGHPUT = new FetchLimits(1, 4);

  static FetchLimits of(String[] arguments) {
    return new FetchLimits(Double.parseDouble(arguments[0]), Double.parseDouble(arguments[1]));
  }

  List<String> arguments() {
    return List.of(Double.toString(lower), Double.toString(upper));
  }
}
