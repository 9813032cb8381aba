package com.tripgen.ai.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fact of the bundled catalogue that a program can check.
class BundledCatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.bundled();
  private static final Path LANDMARKS =
      Path.of("../shared/data/places/wikidata_landmarks_cities.csv");
  private static final Path CLIMATE =
      Path.of("../shared/data/places/climate_monthly_openmeteo_2016_2025.csv");
  private static final Pattern CSV_FIELD =
      Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))");
  private static final Pattern TAG = Pattern.compile("[a-z]+(?:-[a-z]+)*");

  /// The radius of a circle of one square kilometre.
  private static final double SQUARE_KILOMETRE_RADIUS = 0.564;

  static Stream<City> cities() {
    return CATALOGUE.cities().stream();
  }

  @Test
  void the_cities_of_the_first_release_are_there() {
    assertThat(cities().map(City::id)).contains("seoul", "busan", "munich", "frankfurt");
  }

  @ParameterizedTest
  @MethodSource("cities")
  void a_city_describes_itself(City city) {
    assertText(city.name(), city.id());
    assertThat(city.id()).matches("[a-z]+");
    assertThat(city.country()).matches("[A-Z]{2}");
    assertThat(city.radiusKm()).isBetween(5.0, 60.0);
    assertThat(city.checkedOn()).isAfter(LocalDate.of(2026, 1, 1));
    assertThat(city.aliases()).contains(city.name().ko(), city.name().en());
    for (Month month : Month.values()) {
      City.MonthClimate climate = city.climateOf(month);
      assertThat(climate.month()).isEqualTo(month.getValue());
      assertThat(climate.minTemperature()).isLessThan(climate.maxTemperature());
      assertThat(climate.precipitationDays()).isBetween(0.0, (double) month.minLength());
      assertThat(climate.precipitationMm()).isBetween(0.0, 1000.0);
    }
  }

  @ParameterizedTest
  @MethodSource("cities")
  void a_city_has_enough_places_of_each_kind(City city) {
    List<CataloguePlace> places = CATALOGUE.places(city);
    assertThat(places).hasSizeGreaterThanOrEqualTo(40);
    assertThat(places.stream().filter(place -> place.category() == PlaceCategory.FOOD))
        .hasSizeGreaterThanOrEqualTo(12);
    assertThat(places.stream().filter(place -> place.setting() == Setting.INDOOR))
        .hasSizeGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("cities")
  void meals_are_spread_over_the_city(City city) {
    List<CataloguePlace> meals =
        CATALOGUE.places(city).stream()
            .filter(place -> place.category() == PlaceCategory.FOOD)
            .toList();
    for (CataloguePlace centre : meals) {
      long near =
          meals.stream()
              .mapToDouble(meal -> GreatCircle.kilometres(centre.coordinates(), meal.coordinates()))
              .filter(kilometres -> kilometres <= SQUARE_KILOMETRE_RADIUS)
              .count();
      assertThat(near)
          .as("meals in the square kilometre around %s", centre.id())
          .isLessThanOrEqualTo(meals.size() / 2);
    }
  }

  @Test
  void ids_are_unique_over_all_cities_and_begin_with_the_citys() {
    Set<String> ids = new HashSet<>();
    cities()
        .forEach(
            city ->
                CATALOGUE
                    .places(city)
                    .forEach(
                        place -> {
                          assertThat(ids.add(place.id())).as(place.id()).isTrue();
                          assertThat(place.id())
                              .matches("[a-z0-9-]{1,100}")
                              .startsWith(city.id() + "-");
                        }));
  }

  @ParameterizedTest
  @MethodSource("cities")
  void a_place_is_complete_and_lies_in_its_city(City city) {
    SoftAssertions all = new SoftAssertions();
    for (CataloguePlace place : CATALOGUE.places(city)) {
      all.assertThatCode(() -> assertPlace(city, place)).as(place.id()).doesNotThrowAnyException();
    }
    all.assertAll();
  }

  private static void assertPlace(City city, CataloguePlace place) {
    assertText(place.name(), "name");
    assertText(Objects.requireNonNull(place.description(), "description"), "description");
    assertTexts(place.accessibility());
    assertTexts(place.restPoints());
    assertTexts(place.events());
    assertTexts(place.photoSpots());
    if (place.parking() != null) {
      assertText(place.parking(), "parking");
    }
    // Unknown words of enumerations, unreadable hours and blank sources would already have failed
    // the reading of the file.
    assertThat(place.category()).isNotNull();
    assertThat(place.setting()).isNotNull();
    assertThat(place.effort()).isNotNull();
    assertThat(place.visitMinutes()).isBetween(5, 720);
    assertThat(Catalogue.covers(city, place.coordinates())).as("within the radius").isTrue();
    if (place.hours() != null) {
      assertThat(place.hours().week().week()).isNotEmpty();
    }
    if (place.source() != null) {
      assertThat(place.source()).isEqualTo(place.source().strip()).hasSizeLessThan(300);
    }
    if (place.rating() != null) {
      assertThat(place.rating()).isBetween(0.0, 5.0);
    }
    if (place.lastEntryBeforeClose() != null) {
      assertThat(place.lastEntryBeforeClose()).isBetween(0, 180);
    }
    if (place.closedDates() != null) {
      place.closedDates().forEach(date -> MonthDay.parse("--" + date));
    }
    assertMonths(place.seasonMonths());
    assertMonths(place.bestMonths());
    if (place.tags() != null) {
      assertThat(place.tags()).allMatch(TAG.asMatchPredicate()).doesNotHaveDuplicates();
    }
  }

  private static void assertMonths(@Nullable Set<Integer> months) {
    if (months != null) {
      assertThat(months).isNotEmpty().allMatch(month -> month >= 1 && month <= 12);
    }
  }

  private static void assertTexts(@Nullable List<Bilingual> texts) {
    if (texts != null) {
      texts.forEach(text -> assertText(text, "list"));
    }
  }

  private static void assertText(Bilingual text, String what) {
    assertThat(text.ko()).as("%s in Korean", what).isNotBlank().isEqualTo(text.ko().strip());
    assertThat(text.en()).as("%s in English", what).isNotBlank().isEqualTo(text.en().strip());
  }

  @Test
  void ways_between_cities_are_plausible() {
    for (City from : CATALOGUE.cities()) {
      for (City to : CATALOGUE.cities()) {
        CATALOGUE
            .route(from, to, Language.EN)
            .ifPresent(
                route -> {
                  double kilometres = GreatCircle.kilometres(from.centre(), to.centre());
                  assertThat(route.kilometres()).isBetween(0.95 * kilometres, 2 * kilometres);
                  assertThat(route.minutes()).isBetween(20, 24 * 60);
                });
      }
    }
  }

  @Test
  void no_place_lies_far_from_the_public_landmark_of_its_name() throws IOException {
    assumeTrue(Files.exists(LANDMARKS), () -> LANDMARKS + " is not there: coordinates unchecked");
    Map<String, List<Coordinates>> landmarks = new HashMap<>();
    for (List<String> line : csv(LANDMARKS)) {
      landmarks
          .computeIfAbsent(landmarkKey(line.get(0), line.get(2)), name -> new ArrayList<>())
          .add(new Coordinates(Double.parseDouble(line.get(3)), Double.parseDouble(line.get(4))));
    }
    SoftAssertions all = new SoftAssertions();
    int compared = 0;
    for (City city : CATALOGUE.cities()) {
      for (CataloguePlace place : CATALOGUE.places(city)) {
        List<Coordinates> known =
            landmarks.getOrDefault(landmarkKey(city.name().en(), place.name().en()), List.of());
        if (!known.isEmpty()) {
          compared++;
          double nearest =
              known.stream()
                  .mapToDouble(position -> GreatCircle.kilometres(position, place.coordinates()))
                  .min()
                  .orElseThrow();
          all.assertThat(nearest).as(place.id()).isLessThanOrEqualTo(0.5);
        }
      }
    }
    all.assertAll();
    assertThat(compared).isPositive();
  }

  @Test
  void the_climate_of_seoul_is_that_of_the_last_ten_years() throws IOException {
    assumeTrue(Files.exists(CLIMATE), () -> CLIMATE + " is not there: climate unchecked");
    City seoul = CATALOGUE.named("Seoul").orElseThrow();
    List<List<String>> months =
        csv(CLIMATE).stream().filter(line -> line.get(0).equals("Seoul")).toList();
    assertThat(months).hasSize(12);
    for (List<String> line : months) {
      City.MonthClimate climate = seoul.climateOf(Month.of(Integer.parseInt(line.get(1))));
      assertThat(climate.maxTemperature()).isCloseTo(Double.parseDouble(line.get(6)), within(1.5));
      assertThat(climate.minTemperature()).isCloseTo(Double.parseDouble(line.get(7)), within(1.5));
    }
  }

  /// Names differ by accents, by what kind of place they add, and by punctuation.
  private static String landmarkKey(String city, String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\(.*\\)|\\b(?:the|palace|temple)\\b|[^\\p{L}\\p{N}]", "");
    return city + ' ' + plain;
  }

  private static List<List<String>> csv(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> CSV_FIELD.matcher(line).results().map(BundledCatalogueTest::field).toList())
        .toList();
  }

  private static String field(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1).replace("\"\"", "\"");
  }
}
