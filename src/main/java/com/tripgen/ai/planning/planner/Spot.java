package com.tripgen.ai.planning.planner;

import java.util.List;

/// A place as the search sees it.
interface Spot {
  /// Among all spots of the solution.
  int index();

  /// Length of a sight's stay, in the unit of the network's ways.
  int minutes();

  /// Rests that the stay has room for.
  int restRoom();

  /// Sights of one category are worth less each time on a day.
  int category();

  boolean isFood();

  boolean isMustVisit();

  /// Indexes of spots that may not be visited beside this one.
  List<Integer> twins();
}
