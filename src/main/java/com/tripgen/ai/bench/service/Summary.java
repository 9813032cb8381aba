package com.tripgen.ai.bench.service;

import java.util.List;

/// The median of repeated measurements, and between which two they all lie.
public record Summary(double median, double least, double most) {

  static Summary of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Summary(median, sorted.getFirst(), sorted.getLast());
  }
}
