package com.tripgen.ai.bench;

import com.tripgen.ai.bench.Instance.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Follows tours through an instance as its rules say, in decimals, and with no code of the
/// planner.
final class RouteChecker {
  private final Instance instance;
  private final int decimals;

  RouteChecker(Instance instance) {
    this.instance = instance;
    decimals = Integer.toString(instance.unitsPerOne()).length() - 1;
  }

  /// What is wrong with the tours; nothing when they are as they must be.
  List<String> check(int allowed, List<List<Integer>> tours) {
    List<String> wrong = new ArrayList<>();
    if (tours.size() > allowed) {
      wrong.add(tours.size() + " tours instead of " + allowed);
    }
    Set<Integer> visited = new HashSet<>();
    for (int tour = 0; tour < tours.size(); tour++) {
      for (int place : tours.get(tour)) {
        if (place < 0 || place >= instance.places().size()) {
          return List.of("place " + place + " is unknown");
        }
        if (!visited.add(place)) {
          wrong.add("place " + place + " is visited twice");
        }
      }
      follow(tour, tours.get(tour), wrong);
    }
    return wrong;
  }

  private void follow(int tour, List<Integer> places, List<String> wrong) {
    BigDecimal time = decimal(instance.depot().opens());
    Point here = instance.depot();
    for (int place : places) {
      Point next = instance.places().get(place);
      BigDecimal arrives = time.add(distance(here, next));
      if (arrives.compareTo(decimal(next.closes())) > 0) {
        wrong.add("tour " + tour + " comes to place " + place + " after it closes");
      }
      time = arrives.max(decimal(next.opens())).add(decimal(next.service()));
      here = next;
    }
    BigDecimal back = time.add(distance(here, instance.depot()));
    if (back.compareTo(decimal(instance.depot().closes())) > 0) {
      wrong.add("tour " + tour + " is back too late");
    }
  }

  private BigDecimal distance(Point from, Point to) {
    BigDecimal x = BigDecimal.valueOf(from.x()).subtract(BigDecimal.valueOf(to.x()));
    BigDecimal y = BigDecimal.valueOf(from.y()).subtract(BigDecimal.valueOf(to.y()));
    return x.multiply(x)
        .add(y.multiply(y))
        .sqrt(MathContext.DECIMAL64)
        .setScale(decimals, RoundingMode.DOWN);
  }

  private BigDecimal decimal(int units) {
    return BigDecimal.valueOf(units, decimals);
  }

  double score(List<List<Integer>> tours) {
    return tours.stream()
        .flatMap(List::stream)
        .mapToDouble(place -> instance.places().get(place).score())
        .sum();
  }
}
