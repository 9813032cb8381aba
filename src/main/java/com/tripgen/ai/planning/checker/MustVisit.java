package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;

/// `must_visit`: what the traveller insists on is in the plan.
final class MustVisit {
  private MustVisit() {}

  static void check(Trip trip, Findings found) {
    for (Candidate candidate : trip.problem().candidates()) {
      if (candidate.isMustVisit()
          && trip.entries().stream()
              .noneMatch(entry -> candidate.id().equals(entry.stop().placeId()))) {
        found.trip(candidate.id(), Sentence.MUST_BE_VISITED, candidate.name());
      }
    }
  }
}
