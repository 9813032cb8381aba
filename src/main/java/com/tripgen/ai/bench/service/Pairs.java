package com.tripgen.ai.bench.service;

import java.util.ArrayList;
import java.util.List;

/// What was seen of the service and, each beside it, of what it is compared with.
record Pairs(List<Double> seen, List<Double> limitSeen) {
  Pairs {
    seen = List.copyOf(seen);
    limitSeen = List.copyOf(limitSeen);
    if (seen.size() != limitSeen.size()) {
      throw new IllegalArgumentException(seen.size() + " measurements beside " + limitSeen.size());
    }
  }

  List<Double> ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      ratios.add(seen.get(i) / limitSeen.get(i));
    }
    return ratios;
  }
}
