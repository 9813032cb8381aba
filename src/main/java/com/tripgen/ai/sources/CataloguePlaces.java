package com.tripgen.ai.sources;

import java.util.List;

/// The places of the bundled catalogue.
final class CataloguePlaces implements PlaceSource {
  private final Catalogue catalogue;

  CataloguePlaces(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public FoundPlaces find(Itinerary trip, int stay) {
    return trip.city(stay)
        .map(
            city ->
                new FoundPlaces(
                    catalogue.candidates(
                        city,
                        stay,
                        trip.language(),
                        trip.facts().firstDate(),
                        trip.facts().lastDate()),
                    List.of(Note.catalogueChecked(stay, city, trip.language()))))
        .orElseGet(
            () ->
                new FoundPlaces(
                    List.of(),
                    List.of(
                        Note.cityNotInCatalogue(stay, trip.stay(stay).city(), trip.language()))));
  }
}
