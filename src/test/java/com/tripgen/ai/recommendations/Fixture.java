package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.GivenPlace;
import com.tripgen.ai.sources.GivenPlace.VisitFacts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Places and travellers of these tests.
final class Fixture {
  static final Clock NOVEMBER = Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneOffset.UTC);
  static final Catalogue CATALOGUE = Catalogue.bundled();
  static final KnownPlaces PLACES = new KnownPlaces(CATALOGUE, NOVEMBER);

  private Fixture() {}

  static PlaceRequest catalogued(String placeId) {
    return new PlaceRequest(placeId, null, null);
  }

  static PlaceRecord record(String placeId, Language language) {
    return PLACES.record(catalogued(placeId), language).orElseThrow();
  }

  /// A place of which only the least is known, far from every city.
  static GivenPlace bare(String placeId) {
    return given(placeId, Opening.UNKNOWN, VisitFacts.UNKNOWN);
  }

  static GivenPlace given(String placeId, Opening opening, VisitFacts visit) {
    return new GivenPlace(
        placeId,
        "이름",
        PlaceCategory.CULTURE,
        new Coordinates(-45, 100),
        null,
        opening,
        visit,
        PlaceDetails.UNKNOWN,
        Wish.NONE);
  }

  static TravellerProfile travellers() {
    return travellers(Company.FAMILY, HealthStatus.GOOD, Language.KO);
  }

  static TravellerProfile travellers(
      @Nullable Company company, HealthStatus health, Language language) {
    return new TravellerProfile(
        company,
        List.of(),
        health,
        TransportMode.PUBLIC,
        Set.of(Preference.CULTURE, Preference.NATURE),
        language);
  }
}
