package com.tripgen.ai.bench;

import com.tripgen.ai.planning.planner.Orienteering;
import java.util.List;

/// A benchmark instance of the team orienteering problem with time windows, in integers: lengths
/// and times are counted in units of the last decimal to which distances are rounded down.
///
/// @param unitsPerOne 10 or 100
/// @param depot start and end of every tour; its `closes` bounds the tour
/// @param places in the order of the file
record Instance(String name, int unitsPerOne, Point depot, List<Point> places) {

  /// @param opens when the visit can start
  /// @param closes the latest it can start
  record Point(double x, double y, int service, double score, int opens, int closes) {}

  /// What instances of one origin have in common: the letters their names begin with.
  static String familyOf(String name) {
    return name.replaceFirst("[^A-Za-z].*", "");
  }

  int distance(Point from, Point to) {
    // Distances that are whole in exact arithmetic must not be rounded down to the next one.
    double exact = Math.hypot(from.x() - to.x(), from.y() - to.y());
    return (int) Math.floor(exact * unitsPerOne + 1e-9);
  }

  Orienteering problem(int tours) {
    List<Orienteering.Visitable> visits =
        places.stream()
            .map(p -> new Orienteering.Visitable(p.score(), p.service(), p.opens(), p.closes()))
            .toList();
    return new Orienteering(
        tours, depot.closes(), visits, (from, to) -> distance(point(from), point(to)));
  }

  private Point point(int i) {
    return i == places.size() ? depot : places.get(i);
  }
}
