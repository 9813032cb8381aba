package com.tripgen.ai.sources;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.WeatherOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The cities, places and ways between cities that come with the product.
///
/// A folder of resources: `index.json` lists the ids of the cities, `<id>.json` holds a city,
/// `intercity.json` the ways between them. Cities are read at once; their places when they are
/// first asked for.
///
/// The facts come from general knowledge. `checked_on` of a file is the day on which all its
/// entries were last gone through; a place that was compared with a named public page besides says
/// so in its `source`.
public final class Catalogue {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final String folder;
  private final Map<String, City> cities = new LinkedHashMap<>();
  private final Map<String, City> citiesByAlias = new HashMap<>();
  private final Map<Set<String>, Leg> legs = new HashMap<>();
  private final Map<String, List<CataloguePlace>> places = new ConcurrentHashMap<>();
  private final String version;

  /// The catalogue of the product.
  public static Catalogue bundled() {
    return new Catalogue("/catalogue/");
  }

  /// @param folder absolute path of the resources, with a slash at its end
  Catalogue(String folder) {
    this.folder = folder;
    MessageDigest content = sha256();
    for (String id : JSON.readValue(read("index.json", content), String[].class)) {
      City city = JSON.readValue(read(id + ".json", content), City.class);
      cities.put(city.id(), city);
      for (String alias : city.aliases()) {
        City other = citiesByAlias.put(NameKey.of(alias), city);
        if (other != null && !other.id().equals(id)) {
          throw new IllegalStateException(
              "catalogue: two cities are called " + alias + ": " + other.id() + ", " + id);
        }
      }
    }
    Legs intercity = JSON.readValue(read("intercity.json", content), Legs.class);
    requireCheckDate(intercity.checkedOn(), "intercity.json");
    for (Leg leg : intercity.legs()) {
      legs.put(Set.copyOf(leg.between()), leg);
    }
    version = HexFormat.of().formatHex(content.digest(), 0, 8);
  }

  /// Changes whenever a fact of the catalogue changes, and only then.
  public String version() {
    return version;
  }

  /// In the order of the index.
  public List<City> cities() {
    return List.copyOf(cities.values());
  }

  public Optional<City> named(String name) {
    return Optional.ofNullable(citiesByAlias.get(NameKey.of(name)));
  }

  /// The city with the nearest centre among those whose radius covers the position.
  public Optional<City> around(Coordinates position) {
    return cities.values().stream()
        .filter(city -> covers(city, position))
        .min(Comparator.comparingDouble(city -> GreatCircle.kilometres(city.centre(), position)));
  }

  static boolean covers(City city, Coordinates position) {
    return GreatCircle.kilometres(city.centre(), position) <= city.radiusKm();
  }

  /// The city that has the place: the ids of places begin with the id of their city.
  public Optional<City> cityOfPlace(String placeId) {
    return cities.values().stream()
        .filter(city -> placeId.startsWith(city.id() + "-"))
        .filter(city -> places(city).stream().anyMatch(place -> place.id().equals(placeId)))
        .findFirst();
  }

  /// All places of a city as candidates of a stay, with the closing days between the two dates.
  public List<Candidate> candidates(
      City city, int stay, Language language, LocalDate firstDate, LocalDate lastDate) {
    return places(city).stream()
        .map(place -> place.candidate(stay, language, firstDate, lastDate))
        .toList();
  }

  /// What the month is usually like; the precipitation probability is the share of days with rain
  /// or snow.
  public DayWeather climate(City city, LocalDate date, int stay) {
    City.MonthClimate month = city.climateOf(date.getMonth());
    return new DayWeather(
        date,
        stay,
        null,
        month.minTemperature(),
        month.maxTemperature(),
        (int) Math.round(100 * month.precipitationDays() / date.lengthOfMonth()),
        null,
        WeatherOrigin.CLIMATE);
  }

  /// The way between two cities without a car, door to door, where it is known.
  public Optional<IntercityRoute> route(City from, City to, Language language) {
    return from.equals(to)
        ? Optional.empty()
        : Optional.ofNullable(legs.get(Set.of(from.id(), to.id())))
            .map(
                leg ->
                    new IntercityRoute(
                        TravelMode.PUBLIC,
                        leg.minutes(),
                        leg.distanceKm(),
                        leg.route().in(language)));
  }

  List<CataloguePlace> places(City city) {
    return places.computeIfAbsent(
        city.id(), id -> JSON.readValue(bytes(id + ".json"), CityPlaces.class).places());
  }

  private byte[] read(String file, MessageDigest content) {
    byte[] bytes = bytes(file);
    content.update(bytes);
    return bytes;
  }

  private byte[] bytes(String file) {
    try (InputStream stream = Catalogue.class.getResourceAsStream(folder + file)) {
      if (stream == null) {
        throw new IllegalStateException("catalogue: " + folder + file + " is missing");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static void requireCheckDate(@Nullable LocalDate checkedOn, String file) {
    if (checkedOn == null) {
      throw new IllegalArgumentException("catalogue: " + file + " must have checked_on");
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record CityPlaces(List<CataloguePlace> places) {}

  private record Legs(LocalDate checkedOn, List<Leg> legs) {}

  private record Leg(List<String> between, int minutes, double distanceKm, Bilingual route) {}
}
