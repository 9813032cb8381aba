package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.sources.GivenPlace;
import com.tripgen.ai.sources.GivenPlace.VisitFacts;
import org.jspecify.annotations.Nullable;

/// What is known of a place; what is unknown is null or empty and no text mentions it.
public record PlaceFacts(
    String id,
    String name,
    PlaceCategory category,
    Coordinates coordinates,
    Opening opening,
    VisitFacts visit,
    PlaceDetails details) {

  static PlaceFacts of(GivenPlace place) {
    return new PlaceFacts(
        place.id(),
        place.name(),
        place.category(),
        place.coordinates(),
        place.opening(),
        place.visit(),
        place.details());
  }

  static PlaceFacts of(Candidate place) {
    Visit visit = place.visit();
    return new PlaceFacts(
        place.id(),
        place.name(),
        place.category(),
        place.coordinates(),
        place.opening(),
        new VisitFacts(
            visit.minutes(), visit.setting(), visit.effort(), visit.stepFree(), visit.rating()),
        place.details());
  }

  @Nullable Effort effort() {
    return visit.effort();
  }

  @Nullable Setting setting() {
    return visit.setting();
  }

  boolean isStepFree() {
    return Boolean.TRUE.equals(visit.stepFree());
  }
}
