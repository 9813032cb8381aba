package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// The middle of several positions, by latitude and longitude each, so that one far outlier moves
/// it little.
final class Median {
  private Median() {}

  static Optional<Coordinates> of(List<Coordinates> positions) {
    if (positions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Coordinates(
            median(positions.stream().mapToDouble(Coordinates::latitude)),
            median(positions.stream().mapToDouble(Coordinates::longitude))));
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
