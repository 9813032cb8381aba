package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.sources.GivenPlace.VisitFacts;
import java.util.Objects;

/// What is assumed of a visit where the request is silent. Step-free access and rating have no
/// default: they stay unknown.
final class CandidateDefaults {
  private static final Setting SETTING = Setting.MIXED;
  private static final Effort EFFORT = Effort.MODERATE;

  private CandidateDefaults() {}

  static Visit complete(PlaceCategory category, VisitFacts facts) {
    return new Visit(
        Objects.requireNonNullElseGet(facts.minutes(), () -> minutes(category)),
        Objects.requireNonNullElse(facts.setting(), SETTING),
        Objects.requireNonNullElse(facts.effort(), EFFORT),
        facts.stepFree(),
        facts.rating());
  }

  private static int minutes(PlaceCategory category) {
    return switch (category) {
      case NATURE, SPORTS -> 120;
      case SHOPPING, FOOD, REST -> 60;
      case SIGHTSEEING, CULTURE -> 90;
    };
  }
}
