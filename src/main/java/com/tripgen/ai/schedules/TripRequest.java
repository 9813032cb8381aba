package com.tripgen.ai.schedules;

import com.tripgen.ai.sources.TripFacts;
import java.util.Map;

/// A checked request for the schedule of a trip.
///
/// @param generator what is to make it
/// @param requestsForModels the special requests, without the names of the members
/// @param parking by place id, where the request tells it
record TripRequest(
    String tripId,
    TripFacts facts,
    GeneratorChoice generator,
    String requestsForModels,
    Map<String, PlaceEntry.Parking> parking) {
  TripRequest {
    parking = Map.copyOf(parking);
  }
}
