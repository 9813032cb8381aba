package com.tripgen.ai.planning;

import java.util.List;

/// Everything a plan depends on, frozen before planning starts: the same problem gives the same
/// plan.
///
/// @param routes the way from stay `i` to stay `i + 1`, one fewer than the stays
/// @param candidates of all stays, ids unique
/// @param weather at most one entry for a date and stay; a date without one is an ordinary day
/// @param seed decides every random choice
public record PlanningProblem(
    List<Stay> stays,
    List<IntercityRoute> routes,
    DailyHours hours,
    Party party,
    TransportMode transport,
    List<Candidate> candidates,
    List<DayWeather> weather,
    Wishes wishes,
    Language language,
    long seed) {
  public PlanningProblem {
    stays = List.copyOf(stays);
    routes = List.copyOf(routes);
    candidates = List.copyOf(candidates);
    weather = List.copyOf(weather);
    if (stays.isEmpty() || routes.size() != stays.size() - 1) {
      throw new IllegalArgumentException("a trip has a stay and a route between every two stays");
    }
    for (int i = 1; i < stays.size(); i++) {
      if (!stays.get(i - 1).departureDate().equals(stays.get(i).arrivalDate())) {
        throw new IllegalArgumentException(
            "the dates of stay " + i + " do not join the one before");
      }
    }
  }

  public PlanningProblem withCandidates(List<Candidate> others) {
    return new PlanningProblem(
        stays, routes, hours, party, transport, others, weather, wishes, language, seed);
  }

  public PlanningProblem withWishes(Wishes others) {
    return new PlanningProblem(
        stays, routes, hours, party, transport, candidates, weather, others, language, seed);
  }

  public PlanningProblem withSeed(long other) {
    return new PlanningProblem(
        stays, routes, hours, party, transport, candidates, weather, wishes, language, other);
  }
}
