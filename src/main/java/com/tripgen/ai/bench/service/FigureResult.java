package com.tripgen.ai.bench.service;

/// What was measured for one figure.
///
/// @param limit what it was measured beside
/// @param ratio of each measurement to the limit's measurement right beside it
public record FigureResult(
    String figure,
    String unit,
    Summary seen,
    String limit,
    Summary limitSeen,
    Summary ratio,
    Bound bound,
    boolean holds,
    boolean reachesGoal) {

  static FigureResult of(Figure figure, Pairs pairs) {
    Summary ratio = Summary.of(pairs.ratios());
    Bound bound = figure.bound();
    return new FigureResult(
        figure.label(),
        figure.unit(),
        Summary.of(pairs.seen()),
        figure.limit(),
        Summary.of(pairs.limitSeen()),
        ratio,
        bound,
        bound.holds(ratio.median()),
        bound.reachesGoal(ratio.median()));
  }
}
