package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.City;
import com.tripgen.ai.sources.GivenPlace;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the request and the catalogue know about a place.
public final class KnownPlaces {
  private static final int NO_STAY = 0;

  private final Catalogue catalogue;
  private final Clock clock;

  public KnownPlaces(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /// The facts of the request, else those of the catalogue.
  ///
  /// @param visitDate decides which closing days are told; null for today
  Optional<PlaceFacts> facts(
      PlaceRequest request, Language language, @Nullable LocalDate visitDate) {
    GivenPlace given = request.facts();
    if (given != null) {
      return Optional.of(PlaceFacts.of(given));
    }
    LocalDate date = visitDate == null ? today(ZoneOffset.UTC) : visitDate;
    return catalogue
        .cityOfPlace(request.id())
        .flatMap(
            city ->
                candidates(city, language, date).stream()
                    .filter(place -> place.id().equals(request.id()))
                    .findFirst())
        .map(PlaceFacts::of);
  }

  /// Empty when nobody knows the place.
  Optional<PlaceRecord> record(PlaceRequest request, Language language) {
    return facts(request, language, null).map(facts -> record(request, facts, language));
  }

  private PlaceRecord record(PlaceRequest request, PlaceFacts facts, Language language) {
    Optional<City> city =
        Optional.ofNullable(request.city())
            .flatMap(catalogue::named)
            .or(() -> catalogue.around(facts.coordinates()));
    LocalDate today = today(city.map(City::timeZone).orElse(ZoneOffset.UTC));
    return new PlaceRecord(
        facts,
        city.map(it -> candidates(it, language, today)).orElse(List.of()),
        city.map(it -> catalogue.climate(it, today, NO_STAY)).orElse(null),
        today);
  }

  private List<Candidate> candidates(City city, Language language, LocalDate date) {
    return catalogue.candidates(city, NO_STAY, language, date, date);
  }

  private LocalDate today(ZoneId zone) {
    return LocalDate.ofInstant(clock.instant(), zone);
  }
}
