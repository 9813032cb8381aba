package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Origin;
import java.util.List;

/// The places that the request brings along.
final class RequestPlaces implements PlaceSource {
  @Override
  public FoundPlaces find(Itinerary trip, int stay) {
    return new FoundPlaces(
        trip.givenPlaces(stay).stream().map(place -> candidate(place, stay)).toList(), List.of());
  }

  private static Candidate candidate(GivenPlace place, int stay) {
    return new Candidate(
        place.id(),
        place.name(),
        place.category(),
        place.coordinates(),
        stay,
        place.opening(),
        CandidateDefaults.complete(place.category(), place.visit()),
        place.details(),
        place.wish(),
        Origin.REQUEST);
  }
}
