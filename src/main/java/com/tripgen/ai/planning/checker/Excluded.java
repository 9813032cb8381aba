package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Wish;

/// `excluded`: what the traveller ruled out is not in the plan.
final class Excluded {
  private Excluded() {}

  static void check(Trip trip, Findings found) {
    for (Trip.Entry entry : trip.entries()) {
      Candidate place = entry.place();
      if (place != null && place.wish() == Wish.EXCLUDED) {
        found.add(entry.day(), place.id(), Sentence.IS_EXCLUDED, place.name());
      }
    }
  }
}
