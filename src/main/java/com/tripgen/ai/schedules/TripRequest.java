package com.tripgen.ai.schedules;

import com.tripgen.ai.sources.TripFacts;
import java.util.Map;

/// A checked request for the schedule of a trip.
///
/// @param modelWanted a language model was asked for
/// @param parking by place id, where the request tells it
record TripRequest(
    String tripId, TripFacts facts, boolean modelWanted, Map<String, PlaceEntry.Parking> parking) {
  TripRequest {
    parking = Map.copyOf(parking);
  }
}
