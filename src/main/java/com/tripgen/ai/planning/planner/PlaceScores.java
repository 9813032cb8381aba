package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Wishes;
import java.time.Month;
import java.util.Collections;
import java.util.Set;

/// What a place is worth to a party.
record PlaceScores(Party party, Wishes wishes) {

  double base(Candidate place) {
    double matching = 0;
    for (Member member : party.members()) {
      if (member.preferences().stream().anyMatch(liked -> liked.matches(place.category()))) {
        matching++;
      }
    }
    Double known = place.visit().rating();
    double rating = known == null ? PlanningRules.UNKNOWN_RATING : known;
    return PlanningRules.BASE_SCORE
        * (PlanningRules.SCORE_WITHOUT_MATCH
            + PlanningRules.SCORE_BY_MATCH * matching / party.members().size())
        * (PlanningRules.SCORE_AT_LOWEST_RATING + PlanningRules.SCORE_BY_RATING * (rating - 1));
  }

  /// Without weather, repetition and travel.
  double dry(Candidate place, Month month) {
    double score = base(place);
    Set<Month> best = place.opening().bestMonths();
    if (!best.isEmpty() && !best.contains(month)) {
      score *= PlanningRules.OFF_SEASON_FACTOR;
    }
    if (party.weakest() == HealthStatus.LIMITED && !Boolean.TRUE.equals(place.visit().stepFree())) {
      score *= PlanningRules.NOT_STEP_FREE_FACTOR;
    }
    return score * wishFactor(place);
  }

  double on(Candidate place, Month month, boolean badDay) {
    boolean wet = badDay && place.visit().setting() == Setting.OUTDOOR;
    return dry(place, month) * (wet ? PlanningRules.BAD_DAY_FACTOR : 1) * affinityFactor(place);
  }

  private double affinityFactor(Candidate place) {
    int middle = (Wishes.LEAST_AFFINITY + Wishes.MOST_AFFINITY) / 2;
    return 1 + PlanningRules.AFFINITY_STEP * (wishes.affinity(place.id()) - middle);
  }

  private double wishFactor(Candidate place) {
    if (wishes.placeIds().contains(place.id())) {
      return PlanningRules.NAMED_FACTOR;
    }
    boolean wished =
        wishes.categories().contains(place.category())
            || wishes.settings().contains(place.visit().setting())
            || !Collections.disjoint(wishes.tags(), place.details().tags());
    return wished ? PlanningRules.WISH_FACTOR : 1;
  }
}
