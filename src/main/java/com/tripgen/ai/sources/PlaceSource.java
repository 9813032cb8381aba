package com.tripgen.ai.sources;

/// Somebody who knows places.
public interface PlaceSource {
  /// The places at the destination of a stay. Asked once for each destination, for its first stay.
  FoundPlaces find(Itinerary trip, int stay);

  /// Whether it is asked only about destinations for which the sources before it have no place.
  default boolean isLastResort() {
    return false;
  }

  /// Whether it is worth asking about a destination that neither the catalogue nor the request has
  /// places for.
  default boolean mayKnow(Itinerary trip, int stay) {
    return false;
  }
}
