package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Wish;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A place as the Location service tells it; what it leaves open is unknown.
///
/// @param hours null when unknown or not understood
/// @param rating 0..5, null when unknown
record LocationPlace(
    String id,
    String name,
    PlaceCategory category,
    Coordinates coordinates,
    @Nullable OpeningHours hours,
    @Nullable String description,
    @Nullable Double rating) {
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_NAME = 200;
  private static final double BEST_RATING = 5;

  /// By parts of the service's own names of categories.
  private static final Map<PlaceCategory, List<String>> NAMES =
      Map.of(
          PlaceCategory.FOOD,
              List.of("restaurant", "food", "cafe", "bakery", "식당", "음식", "맛집", "카페"),
          PlaceCategory.CULTURE,
              List.of(
                  "museum",
                  "gallery",
                  "culture",
                  "palace",
                  "temple",
                  "theater",
                  "theatre",
                  "heritage",
                  "박물관",
                  "미술관",
                  "문화",
                  "궁",
                  "사찰"),
          PlaceCategory.NATURE,
              List.of("park", "nature", "beach", "mountain", "garden", "공원", "자연", "해변", "산책"),
          PlaceCategory.SHOPPING, List.of("shopping", "mall", "market", "쇼핑", "시장", "백화점"),
          PlaceCategory.SPORTS, List.of("sport", "leisure", "레저", "스포츠"),
          PlaceCategory.REST, List.of("spa", "hot spring", "온천", "휴양"));

  private static final List<PlaceCategory> ORDER =
      List.of(
          PlaceCategory.FOOD,
          PlaceCategory.CULTURE,
          PlaceCategory.SHOPPING,
          PlaceCategory.NATURE,
          PlaceCategory.SPORTS,
          PlaceCategory.REST);

  /// Empty when the answer lacks what a plan needs: an id, a name and a position.
  ///
  /// @param otherwise the category when the service's own name of it says nothing
  static Optional<LocationPlace> read(JsonNode details, PlaceCategory otherwise) {
    String id = details.path("placeId").asString("");
    String name = details.path("name").asString("").strip();
    JsonNode location = details.path("location");
    double latitude = location.path("latitude").asDouble(Double.NaN);
    double longitude = location.path("longitude").asDouble(Double.NaN);
    if (id.isBlank()
        || id.length() > LONGEST_ID
        || name.isEmpty()
        || name.length() > LONGEST_NAME
        || !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      return Optional.empty();
    }
    String description = details.path("description").asString("").strip();
    double rating = details.path("rating").asDouble(Double.NaN);
    return Optional.of(
        new LocationPlace(
            id,
            name,
            category(details.path("category").asString(""), otherwise),
            new Coordinates(latitude, longitude),
            BusinessHours.read(details.path("businessHours").path("weeklyHours")).orElse(null),
            description.isEmpty() ? null : description,
            rating > 0 && rating <= BEST_RATING ? rating : null));
  }

  private static PlaceCategory category(String name, PlaceCategory otherwise) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ORDER.stream()
        .filter(
            category -> NAMES.getOrDefault(category, List.of()).stream().anyMatch(lower::contains))
        .findFirst()
        .orElse(otherwise);
  }

  Candidate candidate(int stay) {
    return new Candidate(
        id,
        name,
        category,
        coordinates,
        stay,
        new Opening(hours, Set.of(), Set.of(), Set.of(), 0),
        CandidateDefaults.complete(
            category, new GivenPlace.VisitFacts(null, null, null, null, rating)),
        new PlaceDetails(
            List.of(), List.of(), description, List.of(), List.of(), null, List.of(), List.of()),
        Wish.NONE,
        Origin.LOCATION_SERVICE);
  }
}
