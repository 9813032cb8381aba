package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.RequestReader;
import com.tripgen.ai.planning.RequestWord;
import com.tripgen.ai.planning.Wishes;
import java.util.List;
import java.util.Map;

/// What a model says about a trip: which places fit the party, what the special requests wish for,
/// and a few words about places. None of it can change a hard rule.
///
/// @param affinities by place
/// @param readings wishes by the words of the request that they were read from
/// @param texts by place
/// @param textsLeftOut how many texts may not be shown
record Guidance(
    Map<String, Integer> affinities,
    Map<String, RequestWord> readings,
    Map<String, StopText> texts,
    int textsLeftOut) {
  static final Guidance NONE = new Guidance(Map.of(), Map.of(), Map.of(), 0);

  Guidance {
    affinities = Map.copyOf(affinities);
    readings = Map.copyOf(readings);
    texts = Map.copyOf(texts);
  }

  PlanningProblem applied(PlanningProblem problem) {
    Wishes wishes = RequestReader.add(problem.wishes(), readings);
    return problem.withWishes(affinities.isEmpty() ? wishes : wishes.withAffinities(affinities));
  }

  List<String> wishes() {
    return readings.values().stream().distinct().sorted().map(RequestWord::name).toList();
  }
}
